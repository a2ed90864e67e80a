const vec3 sun = normalize(vec3(-.55, .16, 1.));

float height(vec2 p, int octaves) {
  float sum = 0., amplitude = 1.;
  vec2 q = p * .09 + 3.7;
  float damp = 0.;
  for (int i = 0; i < octaves; i++) {
    float n = 1. - abs(2. * noise(q) - 1.);
    n *= n;
    sum += amplitude * n * mix(1., damp, .75);
    damp = clamp(n * 1.4, 0., 1.);
    q = turn * q * 2.07 + 9.;
    amplitude *= .44;
  }
  return sum * 4.4 - 1.6;
}

vec3 sky(vec3 d) {
  float glow = max(dot(d, sun), 0.);
  vec3 colour = mix(vec3(.86, .5, .34), vec3(.16, .3, .55), smoothstep(-.02, .36, d.y));
  colour += vec3(1., .55, .28) * (.35 * pow(glow, 6.) + .5 * pow(glow, 60.));
  float cloud = smoothstep(.5, .85, fbm(vec2(d.x / (d.y + .12) * 1.1, 1.6 / (d.y + .12)), 7));
  return colour + vec3(.5, .3, .25) * cloud * smoothstep(.02, .2, d.y) * .55;
}

vec3 photograph(vec2 p) {
  vec3 from = vec3(2., 4.5, -4.), d = ray(p, from, vec3(-1.5, 3.35, 20.), 2.1);
  float t = .5, hit = -1.;
  for (int i = 0; i < 420; i++) {
    vec3 q = from + d * t;
    float above = q.y - height(q.xz, 8);
    if (above < .0012 * t) { hit = t; break; }
    if (t > 160. || q.y > 12.) break;
    t += max(above * .32, .004 * t);
  }
  vec3 colour = sky(d);
  float reach = hit > 0. ? hit : 160.;
  if (hit > 0.) {
    vec3 q = from + d * hit;
    float e = .0016 * hit;
    vec3 n = normalize(vec3(height(q.xz - vec2(e, 0), 12) - height(q.xz + vec2(e, 0), 12), 2. * e,
      height(q.xz - vec2(0, e), 12) - height(q.xz + vec2(0, e), 12)));
    float shade = 1., s = .05;
    for (int i = 0; i < 60; i++) {
      vec3 r = q + sun * s;
      float above = r.y - height(r.xz, 6);
      shade = min(shade, 9. * above / s);
      if (shade < 0. || r.y > 8.) break;
      s += max(above * .5, .06);
    }
    shade = clamp(shade, 0., 1.);
    float snow = smoothstep(.55, .8, n.y + .25 * (fbm(q.xz * 3., 4) - .5)) * smoothstep(1.6, 3., q.y);
    vec3 rock = mix(vec3(.10, .085, .08), vec3(.16, .13, .11), fbm(q.xz * 5., 5));
    vec3 ground = mix(mix(vec3(.055, .07, .05), rock, smoothstep(.2, 1.2, q.y)), vec3(.82, .86, .95), snow);
    vec3 light = vec3(2.6, 1.65, 1.) * max(dot(n, sun), 0.) * shade;
    light += vec3(.22, .3, .46) * (.55 + .45 * n.y) + vec3(.3, .17, .1) * max(dot(n, normalize(vec3(-sun.x, 0, -sun.z))), 0.) * .4;
    colour = ground * light;
  }
  float thin = 1. - exp(-reach * .011);
  float fog = .085 * exp(-(from.y + .2) * .9) * (1. - exp(-reach * d.y * .9)) / (d.y * .9 + 1e-4);
  vec3 at = from + d * reach;
  fog *= 2.6 * (.6 + .8 * fbm(at.xz * .12 + 4., 5));
  float glow = pow(max(dot(d, sun), 0.), 4.);
  vec3 haze = mix(vec3(.26, .31, .44), vec3(.9, .5, .3), glow);
  colour = mix(colour, haze * .8, hit > 0. ? thin : 0.);
  return mix(colour, haze, hit > 0. ? clamp(1. - exp(-fog), 0., .95) : 0.) * .92;
}
