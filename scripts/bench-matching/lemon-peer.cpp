// LEMON's network simplex on a board read from a file; prints "<nanoseconds> <objective>" per repetition asked for on stdin.
// Only run() is timed: building the graph and the solver's own copy of it is left out, to the peer's advantage.
#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <iostream>
#include <string>
#include <vector>

using namespace lemon;

template <typename T>
static std::vector<T> read(std::FILE *file, size_t count) {
  std::vector<T> values(count);
  if (count && std::fread(values.data(), sizeof(T), count, file) != count) std::exit(2);
  return values;
}

int main(int argc, char **argv) {
  if (argc < 2) return 2;
  std::FILE *file = std::fopen(argv[1], "rb");
  if (!file) return 2;
  auto head = read<int32_t>(file, 4);
  const int people = head[0], rows = head[1], edges = head[2];
  auto demand = read<int32_t>(file, rows);
  auto rowStart = read<int32_t>(file, rows + 1);
  auto edgePerson = read<int32_t>(file, edges);
  auto unmetCost = read<double>(file, rows);
  auto edgeCost = read<double>(file, edges);
  std::fclose(file);

  SmartDigraph graph;
  graph.reserveNode(rows + people + 1);
  graph.reserveArc(edges + people + rows);
  std::vector<SmartDigraph::Node> row, person;
  for (int r = 0; r < rows; r++) row.push_back(graph.addNode());
  for (int p = 0; p < people; p++) person.push_back(graph.addNode());
  auto sink = graph.addNode();
  SmartDigraph::ArcMap<int64_t> cost(graph), upper(graph);
  SmartDigraph::NodeMap<int64_t> supply(graph, 0);
  int64_t seats = 0;
  for (int r = 0; r < rows; r++) {
    supply[row[r]] = demand[r];
    seats += demand[r];
    for (int e = rowStart[r]; e < rowStart[r + 1]; e++) {
      auto arc = graph.addArc(row[r], person[edgePerson[e]]);
      cost[arc] = static_cast<int64_t>(edgeCost[e]);
      upper[arc] = 1;
    }
    auto unmet = graph.addArc(row[r], sink);
    cost[unmet] = static_cast<int64_t>(unmetCost[r]);
    upper[unmet] = demand[r];
  }
  for (int p = 0; p < people; p++) {
    auto arc = graph.addArc(person[p], sink);
    cost[arc] = 0;
    upper[arc] = 1;
  }
  supply[sink] = -seats;

  std::string line;
  while (std::getline(std::cin, line)) {
    NetworkSimplex<SmartDigraph, int64_t, int64_t> simplex(graph);
    simplex.upperMap(upper).costMap(cost).supplyMap(supply);
    auto before = std::chrono::steady_clock::now();
    auto status = simplex.run();
    auto after = std::chrono::steady_clock::now();
    if (status != NetworkSimplex<SmartDigraph, int64_t, int64_t>::OPTIMAL) return 3;
    std::cout << std::chrono::duration_cast<std::chrono::nanoseconds>(after - before).count() << ' '
              << simplex.totalCost<int64_t>() << std::endl;
  }
}
