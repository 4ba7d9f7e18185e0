// The Delaunay triangulation of points in space by CGAL; the same output as native/rust/kernels/benches/delaunay.rs.
//
// Usage: delaunay_cgal FILE, a file of little-endian float64, three for each point. The points are inserted as a range, which
// CGAL sorts in space. Prints {"seconds", "cells", "fingerprint"}; the fingerprint depends on which points share a cell, but
// on no order and no numbering.

#include <CGAL/Delaunay_triangulation_3.h>
#include <CGAL/Exact_predicates_inexact_constructions_kernel.h>

#include <chrono>
#include <cinttypes>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <vector>

using Kernel = CGAL::Exact_predicates_inexact_constructions_kernel;
using Point = Kernel::Point_3;

static std::vector<Point> read(const char *name) {
  std::vector<Point> points;
  std::FILE *file = std::fopen(name, "rb");
  if (file == nullptr) return points;
  for (double x[3]; std::fread(x, sizeof(double), 3, file) == 3;) points.emplace_back(x[0], x[1], x[2]);
  std::fclose(file);
  return points;
}

// The finaliser of SplitMix64.
static std::uint64_t mix(std::uint64_t x) {
  x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
  x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
  return x ^ (x >> 31);
}

static std::uint64_t hash(const Point &point) {
  std::uint64_t state = 0;
  for (int axis = 0; axis < 3; axis++) {
    const double x = point[axis];
    std::uint64_t bits;
    std::memcpy(&bits, &x, sizeof bits);
    state = mix(state ^ bits);
  }
  return state;
}

int main(int count, char **arguments) {
  const std::vector<Point> points = read(count > 1 ? arguments[1] : "");
  if (points.empty()) {
    std::fprintf(stderr, "Cannot read points: a file of float64 was expected, but none was found\n");
    return 1;
  }
  const auto start = std::chrono::steady_clock::now();
  const CGAL::Delaunay_triangulation_3<Kernel> triangulation(points.begin(), points.end());
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();

  std::uint64_t fingerprint = 0;
  for (auto cell = triangulation.finite_cells_begin(); cell != triangulation.finite_cells_end(); ++cell) {
    std::uint64_t corners = 0;
    for (int i = 0; i < 4; i++) corners += hash(cell->vertex(i)->point());
    fingerprint += mix(corners);
  }
  std::printf("{\"seconds\": %.9f, \"cells\": %zu, \"fingerprint\": \"%016" PRIx64 "\"}\n", seconds,
              static_cast<std::size_t>(triangulation.number_of_finite_cells()), fingerprint);
}
