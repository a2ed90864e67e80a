import type { Plugin } from "vite";

/** Takes out of a file what stands from each such place up to another, and puts something in its place. */
type Cut = readonly [from: string, upTo: string, put?: string];

/** What is left out, by file: fallbacks for older browsers, and ways to use Lit that nothing here uses. */
const cuts: Readonly<Record<string, readonly Cut[]>> = {
  "reactive-element/css-tag.js": [
    // Style elements, and a check of what stands in a style sheet.
    [
      "const t=globalThis",
      "export{",
      "class n{constructor(t){this.cssText=t}" +
        "get styleSheet(){return this.o||(this.o=new CSSStyleSheet).replaceSync(this.cssText),this.o}" +
        "toString(){return this.cssText}}" +
        "const e=!0,r=t=>new n(t),i=(t,...e)=>new n(String.raw({raw:t},...e))," +
        "S=(t,e)=>{t.adoptedStyleSheets=e.map(t=>t.styleSheet)},c=t=>t;",
    ],
  ],
  "reactive-element/reactive-element.js": [
    [",c=a.trustedTypes", ",d="],
    [",getOwnPropertyDescriptor:h", "}=Object"],
    ["attribute:!0,", "};"],
    // What nothing here overrides or asks for.
    [
      "i,e=!1,h){if(void 0!==t)",
      "this.C(t,s,i)",
      "i){if(void 0!==t){if(Object.is(this[t],s))return;",
    ],
    ["r??s??", "this[t]", "s??"],
    ["shouldUpdate(t){", "update(t){this._$Eq"],
    ["updated(t){}firstUpdated", "}y."],
    ["willUpdate(t){}", "_$AE(t)"],
    ["return this.getUpdateComplete()", "return this._$ES"],
    ["this.constructor.shadowRootOptions", ")", '{mode:"open"}'],
    ["y.elementStyles=[],", "=new Map,", "y.elementProperties"],
    // Converters, and attributes that hold numbers or JSON.
    ["u={toAttribute(", ",f=(t,s)=>", "u={}"],
    [
      "attributeChangedCallback(t,s,i){",
      "requestUpdate(t",
      "_$ET(t,s){const i=this.constructor,e=i.elementProperties.get(t),h=i._$Eu(t,e);this._$Em=t," +
        "e.type===Boolean?this.toggleAttribute(h,!!s):" +
        "null==s?this.removeAttribute(h):this.setAttribute(h,s),this._$Em=null}" +
        "attributeChangedCallback(t,h,s){const i=this.constructor,e=i._$Eh.get(t);" +
        "if(this._$Em!==e){const h=i.elementProperties.get(e).type===Boolean?null!==s:s;" +
        "this._$Em=e,this[e]=h??this._$Ej?.get(e)??h,this._$Em=null}}",
    ],
    // Standard decorators.
    ["Symbol.metadata??=", "class y"],
    // Properties declared by a static field, or with accessors of their own.
    [
      "if(s.state&&",
      "static getPropertyOptions",
      "this.elementProperties.set(t,s);const i=Symbol();" +
        "e(this.prototype,t,{get(){return this[i]},set(h){const r=this[i];" +
        "this[i]=h,this.requestUpdate(t,r,s)},configurable:!0,enumerable:!0})}",
    ],
    ["const t=this.constructor.elementProperties;if(t.size>0)", "}let t=!1"],
    [",wrapped:h", "},r){i&&"],
    [",!0!==h||void 0!==r)", "||(this._$AL.has(t)", ")"],
    ["if(this.renderRoot??=", "{for(const[t,s]of", "if(this._$Ep)"],
    ["const t=this.scheduleUpdate();", "}scheduleUpdate", "await this.scheduleUpdate()"],
    ["if(!this.isUpdatePending)return;", "if(!this.hasUpdated)"],
    ["!1===this.isUpdatePending&&", "(this._$ES", "this.isUpdatePending||"],
    ["t=this.shouldUpdate(s),t?(", "this.willUpdate(s)", "("],
    ["let t=!1;", "const s=this._$AL"],
    ["t=!1,", "this._$EM(),s"],
    ["t&&this._$AE", "(s)", "this._$AE"],
    [":this._$EM()", "}catch(s)"],
    ["this.hasUpdated||(this.hasUpdated=!0", ",this.updated", "this.hasUpdated=!0"],
    // Each property has its first value by the class.
    ["(this.hasUpdated||i||(", "this._$AL.set(t,s)", "("],
    // What is there when an element is defined: it is not extended afterwards.
    ["static get observedAttributes()", "static createProperty"],
    ["static finalize(){", "this._$Eh=new Map", "static get observedAttributes(){"],
    ["this.elementStyles=", "static _$Eu(", "return[...this._$Eh.keys()]}"],
    ["elementStyles", "),t}", "styles"],
    // Names of attributes are their properties', which have no capitals.
    ['"string"==typeof i?', "}constructor(", "i??t"],
    // Initializers, which decorators of methods add, and controllers that leave.
    ["static addInitializer", "static createProperty"],
    [",this.constructor.l?.forEach", "}addController"],
    ["removeController(t)", "_$E_()"],
    // What is as good as not there.
    ["this._$Ep=void 0,this", ".isUpdatePending", "this"],
    ["this.hasUpdated=!1,", "this._$Ev()"],
    ["enableUpdating(t){}", "disconnectedCallback"],
    // Elements that extend another one with properties.
    ["static getPropertyOptions(t)", "static get observedAttributes(){"],
    [',y[d("finalized")]', "export{", ";"],
  ],
  "lit-element/lit-element.js": [
    // Rendering in front of something or not at all, and what asynchronous directives want to know.
    [
      "const s=globalThis;",
      "export{",
      "class i extends t{update(t){const r=this.render();super.update(t),e(r,this.renderRoot)}}" +
        "const n={};",
    ],
  ],
  "lit-html/directive.js": [
    ["const t={ATTRIBUTE:1", ",e=t=>", "const t={CHILD:2}"],
    ["get _$AU()", "_$AS(t,e)"],
  ],
  "lit-html/lit-html.js": [
    // Attributes of several values; listeners with options, objects, and those that come and go.
    [
      "class H{",
      ";const D=",
      "class H{constructor(t,i){this._$AH=A,this.element=t,this.name=i}" +
        "_$AI(t){t!==this._$AH&&this.j(this._$AH=t)}" +
        'j(t){t===A?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,t??"")}}' +
        "class I extends H{j(t){this.element[this.name]=t}}" +
        "class L extends H{j(t){this.element.toggleAttribute(this.name,!!t&&t!==A)}}" +
        "class z extends H{_$AI(t){this._$AH===A&&this.element.addEventListener(this.name,this),this._$AH=t}" +
        "handleEvent(t){this._$AH(t)}}const j={}",
    ],
    [
      "let i;2===r.type",
      "r=s[++n]",
      "this._$AV.push(r.ctor?new r.ctor(h,r.name):new k(h,h.nextSibling)),",
    ],
    ["p(t){let i=0;", "}class k{", "p(t){this._$AV.forEach((s,i)=>s._$AI(t[i]))}"],
    // Rendering in front of something, and what parts know of what they stand in.
    [
      "const D=(t,i,s)=>{",
      "export{",
      "const D=(t,i)=>(i._$litPart$??=new k(i.insertBefore(c(),null),null))._$AI(t);",
    ],
    [",this._$AM=i}", "u(t){", "}"],
    [
      "get _$AU(){return this._$AM?._$AU",
      "_$AI(t,i=this)",
      "constructor(t,i){this._$AH=A,this._$AA=t,this._$AB=i}" +
        "get parentNode(){return this._$AA.parentNode}",
    ],
    [",this,this.options", ")):s=i[e]"],
    ["t=new R(e,this),s=t.u(this.options)", ";t.p(i)", "t=new R(e),s=t.u()"],
    // Compiled templates.
    ['"number"==typeof s?', ";if(this._$AH?._$AD===e)", "this._$AC(t)"],
    ["t?.creationScope??", "l).importNode"],
    ["for(this._$AP?.(!1,!0,s);", "t!==this._$AB;", "for(;"],
    // Other copies of Lit, and polyfills that would get in between.
    ['Symbol.for("lit-noChange")', ",A=", "Symbol()"],
    ['Symbol.for("lit-nothing")', ",C=", "Symbol()"],
    ["i=t=>t,", "s=t.trustedTypes"],
    ["const s=i(t).nextSibling;i(t)", ".remove(),t=s", "const s=t.nextSibling;t"],
    ["setConnected(t)", "}class H{"],
    ["this._$AN=void 0,", "this."],
    // Reading templates, in which values are marked by the build; what iterates and is no array.
    ['h="$lit$",', "o=`lit$"],
    [",r=`<${n}>`", ",l=document"],
    ["d=t=>u(t)||", ",x=t=>", "d=u"],
    [
      "const N=(t,i)=>",
      "function M(",
      "class S{constructor({strings:t}){" +
        'this.parts=[],this.el=l.createElement("template"),this.el.innerHTML=V(t,t.join(o)),' +
        "P.currentNode=this.el.content;let r,i=0;for(;null!==(r=P.nextNode());i++)" +
        "if(1===r.nodeType)for(const t of r.getAttributeNames()){if(r.getAttribute(t)===o){" +
        "const[,s,e]=/([.?@]?)(.*)/.exec(t);r.removeAttribute(t),this.parts.push(" +
        '{index:i,name:e,ctor:"."===s?I:"?"===s?L:"@"===s?z:H})}}' +
        "else r.data===n&&this.parts.push({index:i})}}",
    ],
    // Directives of attributes, and those that give directives.
    [
      "function M(",
      "class R{",
      "function M(t,i){if(i===E)return i;let h=t._$Cl;const o=a(i)?void 0:i._$litDirective$;" +
        "return h?.constructor!==o&&(t._$Cl=h=o&&new o(t)),h?h._$AS(t,i.values):i}",
    ],
    ["_$AI(t,i=this){t=M(", "a(t)?t===A", "_$AI(t){t=M(this,t),"],
  ],
};

/**
 * Has the bundle bring less of Lit, which is written for every browser and every way to use it. A new
 * version in which one of these places is not found ends the build.
 */
export function leanLit(): Plugin {
  return {
    name: "lean-lit",
    apply: "build",
    transform: {
      filter: { id: /\/(reactive-element|lit-element|lit-html)\/[\w-]+\.js$/ },
      handler(code, id) {
        let lean = code;
        for (const [from, upTo, put = ""] of cuts[id.split("/").slice(-2).join("/")] ?? []) {
          const [before = "", ...places] = lean.split(from);
          if (!places.length || !places.every((place) => place.includes(upTo))) {
            this.error(`nothing from ${from} up to ${upTo}`);
          }
          lean = before + places.map((place) => put + place.slice(place.indexOf(upTo))).join("");
        }
        return { code: lean, map: null };
      },
    },
  };
}
