#!/usr/bin/env bash
# sigs.k8s.io/yaml 1.6.0 (what kubectl and the API server read manifests with): merge keys follow the order of lines.
#
# The guess: YAML's merge key `<<` supplies defaults, so an explicit key wins wherever it stands, two `<<` in one
# mapping are an error, and a strict reader accepts a default that an explicit key overrides, since that is what merge
# keys are for.
#
# What it does:
#   1. A merge that stands after an explicit key overwrites it. gopkg.in/yaml.v3 keeps the explicit key.
#   2. Two `<<` in one mapping are read, the later one wins. gopkg.in/yaml.v3 reports an error.
#   3. YAMLToJSONStrict refuses the ordinary use, an explicit key after the merge: `key "verb" already set in map`.
#
# For whoever reads RBAC without kubectl: the same role has another verb in another reader.
#
# Needs go and a module proxy. Exits with 0 as long as all of this is so.
set -euo pipefail
folder=$(mktemp -d)
trap 'chmod -R u+w "$folder"; rm -rf "$folder"' EXIT
cd "$folder"
cat >go.mod <<'EOF'
module finding

go 1.23

require (
	gopkg.in/yaml.v3 v3.0.1
	sigs.k8s.io/yaml v1.6.0
)
EOF
cat >main.go <<'EOF'
package main

import (
	"encoding/json"
	"fmt"

	yaml3 "gopkg.in/yaml.v3"
	"sigs.k8s.io/yaml"
)

func role(document []byte, err error) string {
	if err != nil {
		return "error"
	}
	var all map[string]map[string]string
	if json.Unmarshal(document, &all) != nil {
		return "unreadable"
	}
	return all["role"]["verb"]
}

func main() {
	documents := []struct{ name, text string }{
		{"explicit, then merge", "get: &get {verb: get}\nrole:\n  verb: list\n  <<: *get\n"},
		{"merge, then explicit", "get: &get {verb: get}\nrole:\n  <<: *get\n  verb: list\n"},
		{"two merges", "get: &get {verb: get}\nlist: &list {verb: list}\nrole:\n  <<: *get\n  <<: *list\n"},
	}
	for _, d := range documents {
		plain := role(yaml.YAMLToJSON([]byte(d.text)))
		strict := role(yaml.YAMLToJSONStrict([]byte(d.text)))
		var value map[string]any
		err := yaml3.Unmarshal([]byte(d.text), &value)
		other, _ := json.Marshal(value)
		fmt.Printf("%s: sigs %s, strict %s, yaml.v3 %s\n", d.name, plain, strict, role(other, err))
	}
}
EOF
go mod tidy >/dev/null 2>&1
go run . | tee seen
cat >expected <<'EOF'
explicit, then merge: sigs get, strict error, yaml.v3 list
merge, then explicit: sigs list, strict error, yaml.v3 list
two merges: sigs list, strict error, yaml.v3 error
EOF
diff expected seen && echo "as described"
