#!/bin/sh
# Makes the runs of an experiment on a Slurm cluster, each as a task of an array.
#
#     ./on_slurm.sh mine.json results
#
# Every node needs the program glassbox and sees the same folders. A task whose node dies is queued
# again and goes on from its checkpoint. Of a search with a budget this makes one round after another.
set -eu

if [ "${SLURM_ARRAY_TASK_ID:-}" ]; then
  # On a node: one run.
  exec glassbox experiment "$1" --output "$2" --run "$SLURM_ARRAY_TASK_ID" \
    --threads "${SLURM_CPUS_PER_TASK:-1}"
fi

experiment=$1
results=$2
while
  numbers=$(glassbox experiment "$experiment" --output "$results" --list | awk '{print $1}' | paste -sd,)
  [ "$numbers" ]
do
  sbatch --wait --requeue --cpus-per-task="${CPUS:-1}" --array="$numbers" \
    "$0" "$experiment" "$results"
done

# Nothing is left to train; this writes the tables and curves of all runs.
glassbox experiment "$experiment" --output "$results"
