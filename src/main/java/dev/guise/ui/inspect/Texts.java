package dev.guise.ui.inspect;

import dev.guise.draft.yaml.RbacManifest;
import dev.guise.draft.yaml.YamlWriter;
import dev.guise.rbac.Binding;
import dev.guise.rbac.RoleObject;
import dev.guise.ui.frame.IdentityKind;
import dev.guise.ui.review.Thing;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Things as YAML and as command lines.
public final class Texts {
    private Texts() {}

    /// The thing's YAML; `""` where it has none in the cluster.
    public static String yaml(Thing thing) {
        return switch (thing) {
            case Thing.ABinding(var ignored, Binding binding) -> YamlWriter.write(RbacManifest.of(binding));
            case Thing.ARole(var ignored, RoleObject role) -> YamlWriter.write(RbacManifest.of(role));
            case Thing.ARule(var ignored, RoleObject role, int index) ->
                YamlWriter.write(
                        Map.of("rules", List.of(RbacManifest.rule(role.rules().get(index)))));
            case Thing.Somebody ignored -> "";
        };
    }

    /// A command that shows the same at the cluster.
    public static String kubectl(Thing thing) {
        return switch (thing) {
            case Thing.ABinding(var ignored, Binding binding) ->
                get(binding.kind(), binding.name(), binding.namespace());
            case Thing.ARole(var ignored, RoleObject role) -> get(role.kind().kind(), role.name(), role.namespace());
            case Thing.ARule(var ignored, RoleObject role, int index) ->
                get(role.kind().kind(), role.name(), role.namespace());
            case Thing.Somebody who -> "kubectl auth can-i --list " + as(who);
        };
    }

    private static String get(String kind, String name, String namespace) {
        String where = namespace.isEmpty() ? "" : " -n " + quoted(namespace);
        return "kubectl get " + kind.toLowerCase(Locale.ROOT) + " " + quoted(name) + where + " -o yaml";
    }

    private static String as(Thing.Somebody who) {
        if (who.kind() == IdentityKind.GROUP || who.identity().userName().isEmpty()) {
            return "--as=anybody --as-group=" + quoted(who.identity().groups().getFirst());
        }
        return "--as=" + quoted(who.identity().userName());
    }

    /// A word as a POSIX shell reads it.
    public static String quoted(String word) {
        return word.matches("[A-Za-z0-9@%+=:,./_-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
