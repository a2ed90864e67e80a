import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { loadIdentities } from "../../src/identities.js";
import { Studio } from "./studio.js";

const { identities } = await loadIdentities();
createRoot(document.getElementById("app") as HTMLElement).render(
  <StrictMode>
    <Studio {...identities} server={location.origin} />
  </StrictMode>,
);
