/** The script of `export aws-cli` without the plan: a function for each kind of thing, in words of bash 3.2, which macOS has. */

/** Bash stops at the first error, also in a pipe, and at a variable that is not there. */
export const strictness = 'set -euo pipefail';

/** Texts of the plan are their arguments, which they compare and pass on; none of them becomes part of a query. */
export const functions = `
export AWS_PAGER='' MSYS_NO_PATHCONV=1
newline=$'\\n' tab=$'\\t' options=("$@")

# The script goes through the plan twice: first to look, then to create. Each thing has a number, and ids has its id or is empty.
doing=look number=0 missing=0 ids=()

# Calls the AWS CLI with the options of the script. The answer has one line for each thing.
call() { aws "$@" \${options[@]+"\${options[@]}"} --output text; }

ssm() { call ssm "$@"; }

say() { printf '%s\\n' "$*"; }

stop() {
  if looking; then set -- "$@" 'Nothing was changed.'; fi
  say "$@" >&2
  exit 1
}

looking() { [ "$doing" = look ]; }

# Whether to create this thing now. While looking, it only says so. TEXT
must_create() {
  if ! looking; then
    [ -z "\${ids[$number]}" ]
  elif [ -n "\${ids[$number]}" ]; then
    say "  exists: $1"
    return 1
  else
    say "  to create: $1"
    missing=$((missing + 1))
    return 1
  fi
}

# Sets found to the id on the first line that consists of an id and TEXT. LINES TEXT
find_first() {
  find_all "$@"
  found=\${found# }
  found=\${found%% *}
}

find_all() {
  local id text
  found=''
  while IFS=$tab read -r id text; do
    if [ "$text" = "$2" ]; then found="$found $id"; fi
  done <<<"$1"
}

# TYPE ID
read_tags() {
  tags=$(ssm list-tags-for-resource --resource-type "$1" --resource-id "$2" --query 'TagList[].[Key,Value]')
}

# KEY VALUE
has_tag() {
  case "$newline$tags$newline" in *"$newline$1$tab$2$newline"*) ;; *) return 1 ;; esac
}

# The plan document, which the account keeps as a parameter. NAME DESCRIPTION TEXT
record() {
  local kept
  number=$((number + 1))
  if looking; then
    kept=$(ssm get-parameters --names "$1" --query 'Parameters[].Value')
    if [ -n "$kept" ] && [ "$kept" != "$3" ]; then
      stop "A different plan $plan already exists: its record $1 differs. To change it: ssm-patch-wizard setup --plan $plan."
    fi
    ids[$number]=$kept
  fi
  if must_create "record $1"; then
    say "  creating: record $1"
    ssm put-parameter --type String --tier Standard --name "$1" --description "$2" --value "$3" >/dev/null
  fi
}

# SYSTEM NAME INPUT
baseline() {
  local id
  number=$((number + 1))
  if looking; then
    ids[$number]=''
    find_all "$all_baselines" "$1$tab$2"
    for id in $found; do
      read_tags PatchBaseline "$id"
      if has_tag "$plan_tag" "$plan"; then ids[$number]=$id; fi
    done
  fi
  if must_create "patch baseline $2"; then
    say "  creating: patch baseline $2"
    ids[$number]=$(ssm create-patch-baseline --cli-input-json "$3" --query BaselineId)
  fi
  baseline=\${ids[$number]}
}

# A patch group of the baseline before it. SYSTEM NAME INPUT
group() {
  number=$((number + 1))
  if looking; then
    find_first "$all_groups" "$1$tab$2"
    if [ -n "$found" ] && [ "$found" != "$baseline" ]; then
      stop "The patch group $2 is already registered with another baseline for $1: $found."
    fi
    ids[$number]=$found
  fi
  if must_create "patch group $2 ($1)"; then
    say "  creating: patch group $2 ($1)"
    ssm register-patch-baseline-for-patch-group --baseline-id "$baseline" --cli-input-json "$3" >/dev/null
  fi
}

# NAME WAVE INPUT
window() {
  local id
  number=$((number + 1))
  if looking; then
    ids[$number]=''
    find_all "$all_windows" "$1"
    for id in $found; do
      read_tags MaintenanceWindow "$id"
      if has_tag "$plan_tag" "$plan" && has_tag "$wave_tag" "$2"; then ids[$number]=$id; fi
      case "$newline$tags" in *"$newline$plan_tag$tab"*) ;; *)
        stop "A window $1 that belongs to no plan already exists: $id. To take it over: ssm-patch-wizard setup --plan $plan --adopt."
      esac
    done
  fi
  if must_create "maintenance window $1"; then
    say "  creating: maintenance window $1"
    ids[$number]=$(ssm create-maintenance-window --cli-input-json "$3" --query WindowId)
  fi
  window=\${ids[$number]}
}

# The target of the window before it. NAME OWNER INPUT
target() {
  local lines=''
  number=$((number + 1))
  if looking; then
    if [ -n "$window" ]; then
      lines=$(ssm describe-maintenance-window-targets --window-id "$window" --query 'Targets[].[WindowTargetId,OwnerInformation]')
    fi
    find_first "$lines" "$2"
    ids[$number]=$found
  fi
  if must_create "target of $1"; then
    say "  creating: target of $1"
    ids[$number]=$(ssm register-target-with-maintenance-window --window-id "$window" --cli-input-json "$3" --query WindowTargetId)
  fi
  target=\${ids[$number]}
}

# The task of the window before it, for the target before it. NAME DOCUMENT INPUT
task() {
  local lines=''
  number=$((number + 1))
  if looking; then
    if [ -n "$window" ]; then
      lines=$(ssm describe-maintenance-window-tasks --window-id "$window" --query 'Tasks[].[WindowTaskId,TaskArn]')
    fi
    find_first "$lines" "$2"
    ids[$number]=$found
  fi
  if must_create "task of $1"; then
    say "  creating: task of $1"
    ids[$number]=$(ssm register-task-with-maintenance-window --window-id "$window" \\
      --targets "Key=WindowTargetIds,Values=$target" --cli-input-json "$3" --query WindowTaskId)
  fi
}
`;

/** Looks, asks and makes: the end of the script. */
export const steps = `
trap 'if [ $? -ne 0 ] && ! looking; then stop "Stopped. What was created stays. To continue, run the script again."; fi' EXIT

command -v aws >/dev/null || stop 'The AWS CLI was not found on the PATH. Install it: https://aws.amazon.com/cli/'
caller=$(call sts get-caller-identity --query Arn)
all_baselines=$(ssm describe-patch-baselines --query 'BaselineIdentities[].[BaselineId,OperatingSystem,BaselineName]')
all_groups=$(ssm describe-patch-groups --query 'Mappings[].[BaselineIdentity.BaselineId,BaselineIdentity.OperatingSystem,PatchGroup]')
all_windows=$(ssm describe-maintenance-windows --query 'WindowIdentities[].[WindowId,Name]')
# The ids of AWS's own baselines contain the region.
region=\${all_baselines#*:ssm:}
region=\${region%%:*}

say "Plan $plan in $region, as $caller:"
things
if [ "$missing" -eq 0 ]; then
  say 'Everything already exists. Nothing to do.'
  exit
fi
printf 'Create what is missing (%s) in %s? Type yes: ' "$missing" "$region"
answer=''
read -r answer || say ''
if [ "$answer" != yes ]; then
  say 'Nothing was changed.'
  exit 3
fi
doing=create number=0
things
say 'Done. To see what exists: ssm-patch-wizard status'
`;
