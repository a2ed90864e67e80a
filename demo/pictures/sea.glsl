const vec3 sun = normalize(vec3(.16, .075, 1.));

vec3 sky(vec3 d) {
  float glow = max(dot(d, sun), 0.);
  vec3 colour = mix(vec3(1.05, .46, .24), vec3(.46, .3, .42), smoothstep(0., .16, d.y));
  colour = mix(colour, vec3(.09, .13, .28), smoothstep(.08, .62, d.y));
  colour += vec3(1.1, .5, .16) * (.28 * pow(glow, 8.) + .7 * pow(glow, 220.));
  colour += vec3(9., 5., 2.2) * smoothstep(.99955, .99972, glow);
  float band = fbm(vec2(d.x * 1.6 + .5, d.y * 15. + .6 * fbm(d.xy * 3., 4)), 6);
  float cloud = smoothstep(.46, .78, band) * smoothstep(.03, .1, d.y) * smoothstep(.75, .2, d.y);
  vec3 lining = mix(vec3(.3, .13, .17), vec3(1.5, .58, .26), pow(glow, 5.));
  return mix(colour, lining, cloud * .72);
}

float swell(vec2 p) {
  float sum = 0., amplitude = .5;
  vec2 q = p;
  for (int i = 0; i < 7; i++) {
    float wave = noise(q);
    sum += amplitude * (1. - abs(2. * wave - 1.));
    q = turn * q * vec2(1.9, 2.1) + 5.;
    amplitude *= .46;
  }
  return sum;
}

vec3 photograph(vec2 p) {
  vec3 d = ray(p, vec3(0), vec3(0, .03, 1), 1.9);
  if (d.y > -.0005) return sky(vec3(d.x, max(d.y, .0005), d.z));
  float t = 1.35 / -d.y;
  vec2 at = d.xz * t;
  vec2 q = at * vec2(.5, .95);
  float e = .03 + .012 * t, calm = 1. / (1. + .022 * t);
  vec2 slope = vec2(swell(q + vec2(e, 0)) - swell(q - vec2(e, 0)), swell(q + vec2(0, e)) - swell(q - vec2(0, e))) / (2. * e);
  vec3 n = normalize(vec3(-slope.x * .16 * calm, 1., -slope.y * .2 * calm));
  vec3 r = reflect(d, n);
  r.y = abs(r.y) + .004;
  r = normalize(r);
  float fresnel = .03 + .97 * pow(1. - max(dot(n, -d), 0.), 5.);
  float glow = max(dot(r, sun), 0.);
  vec3 colour = mix(vec3(.012, .03, .05), min(sky(r), vec3(2.2)), clamp(fresnel * 1.15, 0., 1.));
  colour += vec3(4.2, 2.1, .85) * pow(glow, 420.) * .9 + vec3(.8, .34, .14) * pow(glow, 26.) * .5;
  return mix(colour, sky(vec3(d.x, .001, d.z)), smoothstep(90., 1400., t));
}
