vec3 photograph(vec2 p) {
  vec3 from = vec3(2.6, 1.75, -9.6);
  return building(from, ray(p, from, vec3(.2, 3.0, 2.), 2.15));
}
