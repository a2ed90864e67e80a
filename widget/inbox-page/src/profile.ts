/** So many hours of one day, `from` before `to`, as "09:00". */
export interface Span {
  /** 0 is Sunday. */
  day: number;
  from: string;
  to: string;
}

export interface Availability {
  mode: "online" | "away" | "hours";
  timeZone: string;
  hours: Span[];
  /** The automatic first answer; null: none. */
  answer: string | null;
}

/** What the server keeps of a photographer. */
export interface Profile {
  name: string | null;
  picture: string | null;
  email: string | null;
  availability: Availability;
}

export interface SavedReply {
  replyId: string;
  title: string;
  text: string;
}
