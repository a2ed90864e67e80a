import type { Mail } from "./mailer.js";

/** Subject, what comes before the link, and what comes after it. */
type Texts = readonly [subject: string, before: string, after: string];

const texts = {
  en: [
    "Sign in to your inbox",
    "Open this link to sign in to your inbox:",
    "It works once, within 15 minutes. If you did not ask for it, nothing needs to be done.",
  ],
  de: [
    "Anmelden in Ihrem Posteingang",
    "Öffnen Sie diesen Link, um sich in Ihrem Posteingang anzumelden:",
    "Er gilt 15 Minuten lang für eine Anmeldung. Wenn Sie ihn nicht angefordert haben, brauchen Sie nichts zu tun.",
  ],
  fr: [
    "Connexion à votre boîte de réception",
    "Ouvrez ce lien pour vous connecter à votre boîte de réception :",
    "Il fonctionne une fois, pendant 15 minutes. Si vous ne l’avez pas demandé, vous n’avez rien à faire.",
  ],
  es: [
    "Accede a tu bandeja de entrada",
    "Abre este enlace para acceder a tu bandeja de entrada:",
    "Funciona una sola vez, durante 15 minutos. Si no lo has pedido, no tienes que hacer nada.",
  ],
  pt: [
    "Entrar na sua caixa de entrada",
    "Abra este link para entrar na sua caixa de entrada:",
    "Funciona uma única vez, durante 15 minutos. Se você não o pediu, não precisa fazer nada.",
  ],
  it: [
    "Accedi alla tua posta in arrivo",
    "Apri questo link per accedere alla tua posta in arrivo:",
    "Funziona una sola volta, entro 15 minuti. Se non l’hai richiesto, non devi fare nulla.",
  ],
  nl: [
    "Inloggen op je inbox",
    "Open deze link om in te loggen op je inbox:",
    "De link werkt één keer, binnen 15 minuten. Heb je er niet om gevraagd, dan hoef je niets te doen.",
  ],
  pl: [
    "Logowanie do skrzynki odbiorczej",
    "Otwórz ten link, aby zalogować się do skrzynki odbiorczej:",
    "Działa jeden raz, przez 15 minut. Jeśli to nie Ty o niego prosisz, nie musisz nic robić.",
  ],
  ar: [
    "تسجيل الدخول إلى صندوق الوارد",
    "افتح هذا الرابط لتسجيل الدخول إلى صندوق الوارد:",
    "يعمل الرابط مرة واحدة خلال 15 دقيقة. إذا لم تطلبه، فلا حاجة إلى فعل أي شيء.",
  ],
  he: [
    "כניסה לדואר הנכנס",
    "פתחו את הקישור הזה כדי להיכנס לדואר הנכנס שלכם:",
    "הקישור פועל פעם אחת, במשך 15 דקות. אם לא ביקשתם אותו, אין צורך לעשות דבר.",
  ],
  ja: [
    "受信トレイへのサインイン",
    "次のリンクを開くと、受信トレイにサインインできます。",
    "リンクは 15 分以内に 1 回だけ使えます。心当たりがない場合は、何もする必要はありません。",
  ],
  zh: [
    "登录您的收件箱",
    "打开以下链接即可登录您的收件箱：",
    "该链接在 15 分钟内有效，只能使用一次。如果您没有请求此链接，无需执行任何操作。",
  ],
} satisfies Record<string, Texts>;

export type MailLanguage = keyof typeof texts;

export const mailLanguages = Object.keys(texts) as MailLanguage[];

/** The mail that brings a link which signs in. */
export function signInMail(to: string, link: string, language: MailLanguage): Mail {
  const [subject, before, after] = texts[language];
  return { to, subject, text: [before, link, after].join("\n\n") };
}
