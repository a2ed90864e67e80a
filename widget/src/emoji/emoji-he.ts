import type { I18n } from "emoji-picker-element/shared.js";

/** The picker's own texts in Hebrew, which it does not bring. */
const texts: I18n = {
  categoriesLabel: "קטגוריות",
  emojiUnsupportedMessage: "הדפדפן שלכם אינו תומך באמוג׳י צבעוניים.",
  favoritesLabel: "מועדפים",
  loadingMessage: "טוען…",
  networkErrorMessage: "לא ניתן היה לטעון את האמוג׳י.",
  regionLabel: "בחירת אמוג׳י",
  searchDescription: "כשיש תוצאות, עברו ביניהן בחצים למעלה ולמטה ובחרו במקש Enter.",
  searchLabel: "חיפוש",
  searchResultsLabel: "תוצאות החיפוש",
  skinToneDescription: "כשהרשימה פתוחה, עברו בה בחצים למעלה ולמטה ובחרו במקש Enter.",
  skinToneLabel: "בחירת גוון עור (כרגע {skinTone})",
  skinTonesLabel: "גוני עור",
  skinTones: ["ברירת מחדל", "בהיר", "בהיר־בינוני", "בינוני", "כהה־בינוני", "כהה"],
  categories: {
    custom: "מותאם אישית",
    "smileys-emotion": "סמיילים ורגשות",
    "people-body": "אנשים וגוף",
    "animals-nature": "חיות וטבע",
    "food-drink": "אוכל ושתייה",
    "travel-places": "טיולים ומקומות",
    activities: "פעילויות",
    objects: "חפצים",
    symbols: "סמלים",
    flags: "דגלים",
  },
};

export default texts;
