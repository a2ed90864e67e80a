const vec3 sun = normalize(vec3(.62, .72, -.5));

float box(vec3 p, vec3 b) {
  vec3 q = abs(p) - b;
  return length(max(q, 0.)) + min(max(q.x, max(q.y, q.z)), 0.);
}

float arch(vec3 p, float width, float top) {
  vec2 q = vec2(p.x, max(p.y - top, 0.));
  return length(q) - width;
}

float scene(vec3 p) {
  float ground = p.y;
  vec3 a = p;
  a.x = mod(p.x + 1.9, 3.8) - 1.9;
  float wall = box(p - vec3(0, 3.1, 2.), vec3(30., 3.1, .42));
  wall = max(wall, -arch(a, 1.16, 2.7));
  float back = box(p - vec3(0, 3.1, 7.5), vec3(30., 3.1, .4));
  vec3 b = p;
  b.x = mod(p.x + .9, 3.8) - 1.9;
  back = max(back, -arch(b - vec3(0, .6, 0), .62, 2.1));
  float ledge = box(p - vec3(0, 6.25, 2.), vec3(30., .09, .54)) - .01;
  float side = box(p - vec3(-6.2, 2., -1.6), vec3(1.2, 4.9, 3.2));
  float stairs = 1e3;
  for (int i = 0; i < 6; i++) {
    float s = float(i);
    stairs = min(stairs, box(p - vec3(5.2 + .42 * s, .14 + .14 * s, .1), vec3(2.6 - .21 * s, .14 + .14 * s, 1.45)));
  }
  float roof = box(p - vec3(0, 6.32, 4.75), vec3(30., .12, 2.4));
  float pot = length((p - vec3(-2.95, .5, .75)) * vec3(1, .82, 1)) - .44;
  pot = max(pot, p.y - .86);
  return min(min(min(ground, wall), min(back, ledge)), min(min(side, stairs), min(pot, roof)));
}

vec3 building(vec3 from, vec3 d) {
  float t = 0., near = 1.;
  for (int i = 0; i < 220; i++) {
    near = scene(from + d * t);
    t += near * .9;
    if (near < .0006 || t > 60.) break;
  }
  vec3 sky = mix(vec3(.28, .5, .78), vec3(.06, .2, .5), smoothstep(0., .7, d.y));
  if (t > 60.) return sky;
  vec3 q = from + d * t;
  vec2 e = vec2(.0012, -.0012);
  vec3 n = normalize(e.xyy * scene(q + e.xyy) + e.yyx * scene(q + e.yyx) + e.yxy * scene(q + e.yxy) + e.xxx * scene(q + e.xxx));
  float rough = fbm(q.xy * 2.3 + q.zx * 1.7, 6), fine = fbm(q.xy * 26. + q.zx * 21., 3);
  float shade = 1., s = .02;
  for (int i = 0; i < 90; i++) {
    float h = scene(q + n * .004 + sun * s);
    shade = min(shade, 60. * h / s);
    if (h < .0005 || s > 14.) break;
    s += clamp(h, .01, .4);
  }
  float open = 0.;
  for (int i = 1; i <= 6; i++) {
    float reach = .11 * float(i) * float(i) * .6;
    open += max(reach - scene(q + n * reach), 0.) * exp2(-float(i)) / reach * 1.9;
  }
  open = clamp(1. - .8 * open, .16, 1.);
  vec3 plaster = mix(vec3(.86, .8, .72), vec3(.94, .9, .84), rough) * (.93 + .1 * fine);
  if (q.z > 6.) plaster = mix(vec3(.80, .36, .22), vec3(.86, .45, .29), rough) * (.9 + .14 * fine);
  if (q.y < .003) plaster = vec3(.70, .61, .51) * (.8 + .25 * rough) * (.92 + .16 * fine);
  if (length(q.xz - vec2(-2.95, .75)) < .5 && q.y > .004 && q.z < 1.5) plaster = vec3(.5, .2, .11) * (.8 + .3 * rough);
  float lit = max(dot(n, sun), 0.) * clamp(shade, 0., 1.);
  vec3 light = vec3(1.75, 1.52, 1.2) * lit;
  light += vec3(.26, .36, .52) * open * (.55 + .45 * n.y);
  light += vec3(.34, .24, .15) * open * max(-n.y * .5 + .5, 0.) * (q.z > 2. ? 1.1 : .8);
  return plaster * light * .72;
}
