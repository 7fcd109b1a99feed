# scipy's min_weight_full_bipartite_matching on a board read from a file; prints "<nanoseconds> <objective>" per line on stdin.
# It matches seats, so a row is listed once per seat, and a seat may also take a column of its own at the unmet cost.
# Building the matrix is left out of the time, to the peer's advantage.
import sys
import time

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import min_weight_full_bipartite_matching

with open(sys.argv[1], "rb") as file:
    people, rows, edges, _ = np.fromfile(file, np.int32, 4)
    demand = np.fromfile(file, np.int32, rows)
    row_start = np.fromfile(file, np.int32, rows + 1)
    edge_person = np.fromfile(file, np.int32, edges)
    unmet_cost = np.fromfile(file, np.float64, rows)
    edge_cost = np.fromfile(file, np.float64, edges)

row_of_seat = np.repeat(np.arange(rows), demand)
seats = len(row_of_seat)
length = np.diff(row_start)[row_of_seat] + 1
indptr = np.concatenate(([0], np.cumsum(length))).astype(np.int32)
indices = np.empty(indptr[-1], np.int32)
data = np.empty(indptr[-1], np.float64)
for seat, row in enumerate(row_of_seat):
    first, stop, at = row_start[row], row_start[row + 1], indptr[seat]
    indices[at : at + stop - first] = edge_person[first:stop]
    data[at : at + stop - first] = edge_cost[first:stop]
    indices[at + stop - first] = people + seat
    data[at + stop - first] = unmet_cost[row]
matrix = csr_matrix((data, indices, indptr), shape=(seats, people + seats))
matrix.sort_indices()

for _ in sys.stdin:
    before = time.perf_counter_ns()
    chosen_rows, chosen_columns = min_weight_full_bipartite_matching(matrix)
    after = time.perf_counter_ns()
    objective = int(matrix[chosen_rows, chosen_columns].sum())
    print(after - before, objective, flush=True)
