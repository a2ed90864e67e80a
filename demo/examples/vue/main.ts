import { createApp } from "vue";
import { loadIdentities } from "../../src/identities.js";
import Studio from "./studio.vue";

const { identities } = await loadIdentities();
createApp(Studio, { ...identities, server: location.origin }).mount("#app");
