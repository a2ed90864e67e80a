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
        "const e=!0,r=t=>new n(t),i=(t,...e)=>r(String.raw({raw:t},...e))," +
        "S=(t,e)=>{t.adoptedStyleSheets=e.map(t=>t.styleSheet)},c=t=>t;",
    ],
  ],
  "reactive-element/reactive-element.js": [
    [",c=a.trustedTypes", ",d="],
    [",getOwnPropertyDescriptor:h", "}=Object"],
    [",converter:u,reflect", "};"],
    // What nothing here overrides or asks for.
    [
      "i,e=!1,h){if(void 0!==t)",
      "(i.hasChanged??f)",
      "i){if(void 0!==t){const r=this.constructor,h=this[t];if(!(",
    ],
    ["(i.hasChanged??f)(h,s)", "||i.useDefault", "!Object.is(h,s)"],
    ["r??s??", "this[t]", "s??"],
    ["attributeChangedCallback(t,s,i){", "_$ET(t,s)"],
    ["_$AK(t,s)", "{const i=", "attributeChangedCallback(t,h,s)"],
    ["shouldUpdate(t){", "update(t){this._$Eq"],
    ["updated(t){}firstUpdated", "}y."],
    ["willUpdate(t){}", "_$AE(t)"],
    ["return this.getUpdateComplete()", "return this._$ES"],
    ["this.constructor.shadowRootOptions", ")", '{mode:"open"}'],
    ["y.elementStyles=[],", "=new Map,", "y.elementProperties"],
    // Attributes that hold numbers or JSON.
    [
      "u={toAttribute(",
      ",f=(t,s)=>",
      'u={toAttribute:(t,s)=>s===Boolean?t?"":null:t,fromAttribute:(t,s)=>s===Boolean?null!==t:t}',
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
    [
      "const t=this.scheduleUpdate();return null!=t&&await t",
      ",!",
      "return await this.scheduleUpdate()",
    ],
    ["t=this.shouldUpdate(s),t?(", "this.willUpdate(s)", "("],
    ["let t=!1;", "const s=this._$AL"],
    ["t=!1,", "this._$EM(),s"],
    ["t&&this._$AE", "(s)", "this._$AE"],
    [":this._$EM()", "}catch(s)"],
    [",this.firstUpdated(t)", ")"],
    // Converters.
    ["(void 0!==i.converter?.toAttribute", ".toAttribute(s,", "u"],
    ['h="function"==typeof t.converter', ";this._$Em=e", "h=u"],
    // What is there when an element is defined: it is not extended afterwards.
    ["static get observedAttributes()", "static createProperty"],
    ["static finalize(){", "this._$Eh=new Map", "static get observedAttributes(){"],
    ["this.elementStyles=", "static _$Eu(", "return[...this._$Eh.keys()]}"],
    ["elementStyles", "),t}", "styles"],
    ['"string"==typeof t?', "}constructor(", "t.toLowerCase()"],
    ["if(void 0!==e&&this", "._$Em!==e", "if(this"],
    // Initializers, which decorators of methods add, and controllers that leave.
    ["static addInitializer", "static createProperty"],
    [",this.constructor.l?.forEach", "}addController"],
    ["removeController(t)", "_$E_()"],
    // Elements that extend another one with properties.
    ["static _$Ei(){", "static get observedAttributes(){"],
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
  "lit-html/directive-helpers.js": [
    // Rows that move to another list.
    [",o,o.options", ")}else{"],
    [",n=e._$AM,c=n!==o;if(c){", "{let o=e._$AA", ";if(t!==d)"],
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
        "handleEvent(t){this._$AH(t)}}const j={I:k}",
    ],
    [",s=r.getAttribute(t).split(o)", ",e=/([.?@])"],
    ["type:1,", "index:l,name"],
    [",strings:s", ",ctor:"],
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
      "get endNode()",
      "constructor(t,i){this._$AH=A,this._$AA=t,this._$AB=i}",
    ],
    [",this,this.options", ")):s=i[e]"],
    ["t=new R(e,this),s=t.u(this.options)", ";t.p(i)", "t=new R(e),s=t.u()"],
    // Templates of SVG and MathML, and compiled ones.
    ['2===i?"<svg>"', ",c=v;", '""'],
    ["+(2===i?", "),e]"],
    [
      "if(this.el=S.",
      "for(;null!==(r=",
      'this.el=document.createElement("template"),this.el.innerHTML=f,P.currentNode=this.el.content;',
    ],
    ["static createElement(t,i)", "}function M("],
    ['"number"==typeof s?', ";if(this._$AH?._$AD===e)", "this._$AC(t)"],
    ["t?.creationScope??", "l).importNode"],
    ["for(this._$AP?.(!1,!0,s);", "t!==this._$AB;", "for(;"],
    ["setConnected(t)", "}class H{"],
    ["this._$AN=void 0,", "this."],
    // Bindings in the text of raw elements, in comments and on elements.
    ["else t.startsWith(o)&&", "}else if(8===r.nodeType)"],
    ["else{let t=-1;for(", "l++}"],
    ["type:2,", "index:l"],
    // Comments, and text that is no markup, in templates; what iterates and is no array.
    ["v=/<(?:(!--", ",p=RegExp", "v=/<(?:\\/?[a-zA-Z][^>\\s]*|\\/?$)/g"],
    [",y=/^(?:script", ",x=t=>"],
    ['"!--"===u[1]?', ":c===p?", "c=p"],
    ["(c=n??v,", ":(d=c.lastIndex", "c=v"],
    ["c===_||c===m?", "c=p,n=void 0", "("],
    [",n=void 0)", ";const x=", ")"],
    ["const x=c===p&&", "}return[V(", "l+=c===v?s+r:(e.push(a),s.slice(0,d)+h+s.slice(d)+o)"],
    ['||"function"==typeof t?.[Symbol.iterator]', ',f="['],
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
