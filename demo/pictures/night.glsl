float ridge(float x, float seed, float rough) {
  float sum = 0., amplitude = .5;
  float at = x * .9 + seed;
  for (int i = 0; i < 9; i++) {
    sum += amplitude * (1. - abs(2. * noise(vec2(at, seed * 3.)) - 1.));
    at = at * 2.07 + 4.;
    amplitude *= rough;
  }
  return sum;
}

vec3 stars(vec2 p, float density, float size) {
  vec2 cell = floor(p), f = fract(p) - .5;
  float h = hash(cell);
  if (h > density) return vec3(0);
  vec2 offset = vec2(hash(cell + 3.), hash(cell + 5.)) - .5;
  float bright = pow(hash(cell + 9.), 7.) * 3.2 + .12;
  float warm = hash(cell + 12.);
  vec3 tint = mix(vec3(.7, .82, 1.), vec3(1., .84, .66), warm * warm);
  return tint * bright * exp(-dot(f - offset * .7, f - offset * .7) * size);
}

vec3 photograph(vec2 p) {
  vec3 colour = mix(vec3(.1, .085, .12), vec3(.008, .014, .036), smoothstep(-.75, .7, p.y));
  colour += vec3(.2, .09, .035) * exp(-4. * max(p.y + .58, 0.)) * exp(-1.4 * abs(p.x + .45));
  vec2 band = mat2(.72, .69, -.69, .72) * (p - vec2(.2, .1));
  float dust = fbm(band * vec2(2., 3.4) + 4., 7), core = fbm(band * 1.7 + 9., 6);
  float width = .3 + .14 * core;
  float milky = exp(-band.y * band.y / (width * width)) * (.35 + 1.1 * core);
  float lane = smoothstep(.42, .7, dust) * exp(-band.y * band.y * 30.);
  vec3 glow = mix(vec3(.24, .27, .42), vec3(.62, .44, .36), smoothstep(.35, .75, core) * exp(-band.y * band.y * 16.));
  colour += glow * milky * (1. - .82 * lane) * .27;
  float crowd = .1 + .34 * milky * (1. - .7 * lane);
  colour += stars(p * 62., .16 + crowd * .3, 90.) * .55;
  colour += stars(p * 120. + 7., crowd * .7, 42.) * .4;
  colour += stars(p * 23. + 3., .08, 500.) * 1.7;
  float far = -.82 + .5 * ridge(p.x, 2.3, .46), near = -1.08 + .34 * ridge(p.x * .8 + 1.7, 5.1, .5);
  float snow = fbm(vec2(p.x * 9., p.y * 15.) + 3. * fbm(p * 5., 3), 6);
  if (p.y < far) {
    float depth = far - p.y;
    colour = mix(vec3(.016, .02, .034), vec3(.1, .115, .16), smoothstep(.44, .66, snow) * smoothstep(.42, .02, depth));
    colour += vec3(.06, .035, .025) * smoothstep(.1, .4, depth) * exp(-1.6 * abs(p.x + .45));
  }
  if (p.y < near) colour = vec3(.006, .008, .012) * (.6 + snow);
  vec2 hut = (p - vec2(-.5, -1.08 + .34 * ridge(-.5 * .8 + 1.7, 5.1, .5) + .012)) / .052;
  float wall = step(abs(hut.x), 1.) * step(abs(hut.y), .62);
  float roof = step(abs(hut.x) * .72 + hut.y, 1.38) * step(.6, hut.y);
  if (max(wall, roof) > 0.) colour = vec3(.008, .008, .01);
  vec2 pane = abs(hut - vec2(.28, .02)) - vec2(.26, .27);
  if (max(pane.x, pane.y) < 0.) colour = vec3(2.6, 1.35, .45) * (abs(hut.x - .28) < .03 ? .25 : 1.);
  colour += vec3(1., .45, .12) * .14 * exp(-2.2 * length(hut - vec2(.28, .02)));
  return colour * 1.2;
}
