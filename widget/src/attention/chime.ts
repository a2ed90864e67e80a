/** Two soft notes, a fourth apart, in Hz. */
const NOTES = [587.33, 783.99];
const APART = 0.11;
const LASTS = 0.5;
const LOUDNESS = 0.06;

/** Only in a page that its visitor has used: browsers forbid it before, and say so in the console. */
export function playChime(): void {
  if (!("userActivation" in navigator) || !navigator.userActivation.hasBeenActive) return;
  const audio = new AudioContext();
  for (const [number, frequency] of NOTES.entries()) {
    const start = audio.currentTime + number * APART;
    const tone = new OscillatorNode(audio, { frequency });
    const loudness = new GainNode(audio, { gain: 0 });
    loudness.gain.setValueAtTime(0, start);
    loudness.gain.linearRampToValueAtTime(LOUDNESS, start + 0.015);
    loudness.gain.exponentialRampToValueAtTime(0.0001, start + LASTS);
    tone.connect(loudness).connect(audio.destination);
    tone.start(start);
    tone.stop(start + LASTS);
  }
  // Not when the tones have ended: where the browser plays none, they never do.
  setTimeout(() => void audio.close(), 2_000);
}
