vec3 photograph(vec2 p) {
  vec3 from = vec3(-9.2, 1.7, 4.9);
  return building(from, ray(p, from, vec3(0., 2.35, 4.45), 1.5)) * 1.35;
}
