/** A stylesheet's text, as vite gives it. */
declare module "*.css?raw" {
  const text: string;
  export default text;
}
