package dev.guise.report;

import dev.guise.rbac.Attributes;
import dev.guise.rbac.NonResourceAttributes;
import dev.guise.rbac.ResourceAttributes;

/// The JSON of a request's attributes.
public final class AttributesJson {
    private final JsonWriter json;

    public AttributesJson(JsonWriter json) {
        this.json = json;
    }

    /// The fields of a request: `verb`, `group`, `resource`, `subresource`, `namespace` and `name`, or `verb` and
    /// `path`.
    public void fields(Attributes attributes) {
        json.text("verb", attributes.verb());
        switch (attributes) {
            case NonResourceAttributes a -> json.text("path", a.path());
            case ResourceAttributes a -> {
                json.text("group", a.apiGroup());
                json.text("resource", a.resource());
                json.text("subresource", a.subresource());
                json.text("namespace", a.namespace());
                json.text("name", a.name());
            }
        }
    }
}
