const vec3 sun = normalize(vec3(-.9, .26, .25));

float dune(vec2 p) {
  vec2 q = turn * p * .16;
  q += .9 * vec2(noise(q * .7 + 3.), noise(q * .7 + 11.));
  float wave = fract(q.x + .55 * noise(vec2(q.y * .8, 2.)));
  float slope = wave < .68 ? smoothstep(0., .68, wave) : pow(1. - (wave - .68) / .32, 1.15);
  return slope * (1.1 + 1.5 * noise(q * .45 + 7.)) + 1.6 * noise(p * .07 + 5.);
}

float ripples(vec2 p) {
  vec2 q = p + .35 * vec2(noise(p * 1.7), noise(p * 1.3 + 8.));
  return .004 * sin(dot(q, vec2(24., 8.)) + 4. * noise(p * .9)) * (.4 + noise(p * .6 + 3.));
}

vec3 photograph(vec2 p) {
  vec3 from = vec3(0., 4.9, -6.), d = ray(p, from, vec3(2., 2.6, 8.), 2.1);
  vec3 sky = mix(vec3(1.0, .72, .5), vec3(.32, .5, .72), smoothstep(-.03, .34, d.y));
  sky += vec3(.5, .22, .08) * pow(max(dot(d, sun), 0.), 3.);
  float t = 1., hit = -1.;
  for (int i = 0; i < 400; i++) {
    vec3 q = from + d * t;
    float above = q.y - dune(q.xz);
    if (above < .0008 * t) { hit = t; break; }
    if (t > 90.) break;
    t += max(above * .35, .0025 * t);
  }
  if (hit < 0.) return sky;
  vec3 q = from + d * hit;
  float e = .002 + .0012 * hit;
  vec2 x = vec2(e, 0), z = vec2(0, e);
  vec3 n = normalize(vec3(dune(q.xz - x) - dune(q.xz + x), 2. * e, dune(q.xz - z) - dune(q.xz + z)));
  float r = .006;
  float fade = exp(-hit * .09);
  n = normalize(n + fade * vec3(ripples(q.xz - vec2(r, 0)) - ripples(q.xz + vec2(r, 0)), 0,
    ripples(q.xz - vec2(0, r)) - ripples(q.xz + vec2(0, r))) / (2. * r));
  float shade = 1., s = .06;
  for (int i = 0; i < 70; i++) {
    vec3 r = q + sun * s;
    float above = r.y - dune(r.xz);
    shade = min(shade, 14. * above / s + .05);
    if (shade < 0. || s > 14.) break;
    s += max(above * .5, .05);
  }
  shade = clamp(shade, 0., 1.);
  vec3 sand = mix(vec3(.62, .34, .17), vec3(.72, .44, .25), noise(q.xz * .5));
  sand *= .93 + .14 * hash(floor(q.xz * 260.));
  vec3 light = vec3(2.5, 1.65, .95) * pow(max(dot(n, sun), 0.), .9) * shade + vec3(.2, .25, .38) * (.5 + .5 * n.y);
  light += vec3(.3, .15, .07) * max(-dot(n, sun), 0.);
  return mix(sand * light, vec3(1., .72, .52), 1. - exp(-hit * hit * .0004)) * .92;
}
