# Sums up a run of the tests: test-summary.sh RESULTS [FAILED-STAGE]...
# RESULTS holds a .trx and a .log for each project. Prints what failed and, alone on the last line, the counts; exits with
# 1 unless everything passed.
set -euo pipefail
results=$1
shift

# The counts stand as attributes in the one Counters element of each result file.
sum_of() {
    local total=0 count
    for count in $(grep -ho "<Counters [^>]*" "$results"/*.trx 2>/dev/null | grep -o " $1=\"[0-9]*\"" | tr -dc '0-9\n'); do
        total=$((total + count))
    done
    echo "$total"
}

# grep finds nothing in a good run and says so with exit code 1, which must not end this script.
found() { grep "$@" 2>/dev/null || true; }

# The names of what failed and why, once more at the end, where they are looked for.
failed_tests() {
    awk '/<UnitTestResult / { name = "" }
        /<UnitTestResult .*outcome="Failed"/ { name = $0; sub(/.*testName="/, "", name); sub(/".*/, "", name)
            print "FAILED test " name }
        /<Message>/ && name { sub(/.*<Message>/, ""); left = 6 }
        left > 0 { ends = sub(/<\/Message>.*/, ""); print "    " substr($0, 1, 200); left = ends ? 0 : left - 1 }' "$results"/*.trx 2>/dev/null || true
}

# What failed beside the tests (a clean-up, a crash of the test host) is in no result file.
failures_beside_tests() {
    found -hE -A 8 'Cleanup Failure|Catastrophic failure|aborted|crashed' "$results"/*.log | cut -c 1-200 | sed -n 1,40p
}

echo
passed=$(sum_of passed)
executed=$(sum_of executed)
failed=$((executed - passed))
skipped=$(($(sum_of total) - executed))
failed_tests
failures_beside_tests
for complaint in "$@"; do
    echo "FAILED $complaint"
done
# A stage that failed without a failing test (a build, a format) is a failure all the same.
[ $# -eq 0 ] || [ "$failed" -gt 0 ] || failed=$#
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
