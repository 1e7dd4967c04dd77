# Part of ./platform sim --mutants [--seeds N] [PATCH...]: each patch of tests/Simulation/Mutants takes one protecting line
# away from a copy of the sources; the simulation has to notice. Fails when a mutant survives. Sourced by scripts/sim.sh.

seeds=2000
patches=()
while [ $# -gt 0 ]; do
    case "$1" in
        --seeds) value_of sim "a number" "$@" && seeds=$value && shift ;;
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

# Nobody reads what is built here: no analyzer looks at it, and each mutant builds only what its patch touches.
project=tests/Simulation
quick=(-c Release -v q -clp:ErrorsOnly -p:RunAnalyzers=false -p:TreatWarningsAsErrors=false)
step "build a copy" dotnet build "$project" "${quick[@]}"

survivors=0
for patch in "${patches[@]}"; do
    name=$(basename "$patch" .patch)
    started=$SECONDS
    git apply "$patch" || cannot "$name does not apply any more"
    dotnet build "$project" "${quick[@]}" --no-restore >build.log || {
        cat build.log >&2
        cannot "$name does not build"
    }
    found=$(simulation --seeds "$seeds" | grep '^BROKEN' | sed -n 1p || true) # It ends with 1 where it finds one.
    if [ -z "$found" ]; then
        found="SURVIVED $seeds seeds"
        survivors=$((survivors + 1))
    fi
    printf '%-40s %4d s  %s\n' "$name" "$((SECONDS - started))" "${found#BROKEN, }"
    git apply -R "$patch"
done
say "$((${#patches[@]} - survivors)) of ${#patches[@]} mutants were noticed"
[ "$survivors" -eq 0 ] || exit 1
