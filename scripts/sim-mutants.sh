# Part of ./platform sim --mutants [--seeds N] [PATCH...]: each patch of tests/Simulation/Mutants takes one protecting line
# away from a copy of the sources; the simulation has to notice. Fails when a mutant survives. Sourced by scripts/sim.sh.

seeds=500
patches=()
while [ $# -gt 0 ]; do
    case "$1" in
        --seeds) seeds=${2:?--seeds takes a number} && shift ;;
        *) patches+=("$(realpath "$1")") ;;
    esac
    shift
done
[ ${#patches[@]} -gt 0 ] || patches=("$PWD"/tests/Simulation/Mutants/*.patch)

copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
git ls-files -z -- ':!src/Dashboard' | xargs -0 cp --parents -t "$copy"
cd "$copy"
git init -q # So that patches apply here, and not to what is around.
project=tests/Simulation
step "build a copy" dotnet build "$project" -c Release -v q -clp:ErrorsOnly

survivors=0
for patch in "${patches[@]}"; do
    name=$(basename "$patch" .patch)
    git apply "$patch" || cannot "$name does not apply any more"
    dotnet build "$project" -c Release -v q -clp:ErrorsOnly --no-restore || cannot "$name does not build"
    found=$(simulation --seeds "$seeds" | grep '^BROKEN' | sed -n 1p || true) # It ends with 1 where it finds one.
    if [ -n "$found" ]; then
        printf '%-40s %s\n' "$name" "${found#BROKEN, }"
    else
        printf '%-40s %s\n' "$name" "SURVIVED $seeds seeds"
        survivors=$((survivors + 1))
    fi
    git apply -R "$patch"
done
[ "$survivors" -eq 0 ] || exit 1
