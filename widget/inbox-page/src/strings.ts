import { english } from "./strings-en.js";

/** Every text of the page. Another language is one more table like the English one. */
export interface PageStrings {
  title: string;
  signIn: {
    title: string;
    text: string;
    email: string;
    send: string;
    sending: string;
    sentTitle: string;
    sentText(email: string): string;
    another: string;
    operator: string;
    exchanging: string;
    linkRefused: string;
    ended: string;
    unreachable: string;
    tooMany: string;
    invalid: string;
  };
  settings: {
    title: string;
    open: string;
    close: string;
    loading: string;
    loadFailed: string;
    tryAgain: string;
    save: string;
    saving: string;
    saved: string;
    saveFailed: string;
    refused: string;
  };
  profile: {
    title: string;
    text: string;
    name: string;
    picture: string;
    pictureHint: string;
    preview: string;
    email: string;
    emailHint: string;
  };
  availability: {
    title: string;
    text: string;
    online: string;
    onlineText: string;
    away: string;
    awayText: string;
    hours: string;
    hoursText: string;
    timeZone: string;
    from(day: string): string;
    to(day: string): string;
    addSpan(day: string): string;
    removeSpan(day: string): string;
    closed: string;
    answer: string;
    answerText: string;
    answerLabel: string;
    answerDefault: string;
    answerPreview: string;
  };
  replies: {
    title: string;
    text: string;
    none: string;
    add: string;
    edit(title: string): string;
    remove(title: string): string;
    name: string;
    body: string;
    cancel: string;
    pick: string;
    filter: string;
    nothing: string;
    manage: string;
    list: string;
  };
  embed: {
    title: string;
    text: string;
    mode: string;
    popup: string;
    inline: string;
    theme: string;
    copy: string;
    copied: string;
    copyFailed: string;
    code: string;
  };
  device: {
    title: string;
    text: string;
    theme: string;
    auto: string;
    light: string;
    dark: string;
    sound: string;
    soundText: string;
    signOut: string;
    signOutText: string;
    signOutWaiting(count: number): string;
  };
}

export const strings: PageStrings = english;
