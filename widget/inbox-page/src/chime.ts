/** So loud and so long, and these two tones one after the other, in hertz. */
const VOLUME = 0.06;
const SECONDS = 0.16;
const TONES = [660, 880];

/** A quiet tone, computed here. Stays silent until the person has used the page, as browsers want it. */
export class Chime {
  #context: AudioContext | null = null;

  play(): void {
    this.#context ??= new AudioContext();
    const context = this.#context;
    if (context.state === "suspended") void context.resume();
    for (const [index, frequency] of TONES.entries()) {
      const start = context.currentTime + index * SECONDS;
      const gain = new GainNode(context, { gain: 0 });
      const tone = new OscillatorNode(context, { frequency });
      gain.gain.linearRampToValueAtTime(VOLUME, start + 0.02);
      gain.gain.linearRampToValueAtTime(0, start + SECONDS);
      tone.connect(gain).connect(context.destination);
      tone.start(start);
      tone.stop(start + SECONDS);
    }
  }

  dispose(): void {
    void this.#context?.close();
    this.#context = null;
  }
}
