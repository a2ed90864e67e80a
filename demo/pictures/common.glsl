#version 300 es
precision highp float;
uniform vec2 resolution;
uniform vec2 origin;
out vec4 pixel;

float hash(vec2 p) {
  vec3 q = fract(vec3(p.xyx) * .1031);
  q += dot(q, q.yzx + 33.33);
  return fract((q.x + q.y) * q.z);
}

float noise(vec2 p) {
  vec2 i = floor(p), f = fract(p);
  f = f * f * f * (f * (f * 6. - 15.) + 10.);
  float bottom = mix(hash(i), hash(i + vec2(1, 0)), f.x);
  float top = mix(hash(i + vec2(0, 1)), hash(i + vec2(1, 1)), f.x);
  return mix(bottom, top, f.y);
}

const mat2 turn = mat2(.8, .6, -.6, .8);

float fbm(vec2 p, int octaves) {
  float sum = 0., amplitude = .5;
  for (int i = 0; i < octaves; i++) {
    sum += amplitude * noise(p);
    p = turn * p * 2.03 + 17.;
    amplitude *= .5;
  }
  return sum;
}

vec3 filmic(vec3 x) {
  return clamp((x * (2.51 * x + .03)) / (x * (2.43 * x + .59) + .14), 0., 1.);
}

/* The ray through a picture coordinate (y in -1…1, up) for a camera that looks from `from` to `to`. */
vec3 ray(vec2 p, vec3 from, vec3 to, float focal) {
  vec3 forward = normalize(to - from), right = normalize(cross(forward, vec3(0, 1, 0)));
  return normalize(p.x * right + p.y * cross(right, forward) + focal * forward);
}

vec3 photograph(vec2 p);

void main() {
  vec3 sum = vec3(0);
  for (int i = 0; i < 4; i++) {
    vec2 at = gl_FragCoord.xy + origin + (vec2(i & 1, i >> 1) - .5) * .5;
    sum += filmic(photograph((2. * at - resolution) / resolution.y));
  }
  vec2 at = (gl_FragCoord.xy + origin) / resolution;
  vec3 colour = pow(sum / 4., vec3(1. / 2.2));
  colour *= 1. - .22 * pow(length((at - .5) * vec2(1, .9)) * 1.35, 3.);
  colour += (hash(gl_FragCoord.xy + origin) - .5) * .022;
  pixel = vec4(colour, 1);
}
