import { loadIdentities } from "../../src/identities.js";

const { customer, photographer } = (await loadIdentities()).identities;
const [customers, photographers] = document.querySelectorAll("photo-chat");

// Properties may be set before the script tag has loaded the element.
Object.assign(customers as object, { with: photographer.userId, getToken: () => customer.token });
Object.assign(photographers as object, {
  with: customer.userId,
  getToken: () => photographer.token,
});
