package dev.guise.ui.inspect;

import dev.guise.rbac.Binding;
import dev.guise.rbac.RoleObject;
import dev.guise.ui.frame.InspectorContent;
import dev.guise.ui.frame.InspectorContent.Section;
import dev.guise.ui.review.Thing;
import java.util.List;
import org.kordamp.ikonli.feather.Feather;

/// The name and kind of an object of the cluster, available without any calculation.
final class ThingHeading {
    private ThingHeading() {}

    /// The thing's heading with what is known of it below.
    static InspectorContent over(Thing thing, List<Section> sections) {
        return switch (thing) {
            case Thing.Somebody who ->
                new InspectorContent(who.name(), kind(who), who.kind().icon(), sections);
            case Thing.ABinding(var ignored, Binding binding) ->
                new InspectorContent(binding.name(), binding.kind(), Feather.LINK, sections);
            case Thing.ARole(var ignored, RoleObject role) ->
                new InspectorContent(role.name(), role.kind().kind(), Feather.SHIELD, sections);
            case Thing.ARule(var ignored, RoleObject role, int index) ->
                new InspectorContent("Rule " + (index + 1) + " of " + role.name(), "Rule", Feather.FILE_TEXT, sections);
        };
    }

    private static String kind(Thing.Somebody who) {
        return switch (who.kind()) {
            case SERVICE_ACCOUNT -> "Service account in " + who.namespace();
            case USER -> "User";
            case GROUP -> "Group";
            case NODE -> "Node";
            case ANYONE ->
                who.name().equals("system:authenticated")
                        ? "Anyone with valid credentials"
                        : "Anyone, even without credentials";
        };
    }
}
