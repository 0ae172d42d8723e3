package dev.guise.report;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.findings.Finding;
import dev.guise.findings.triage.Suppression;
import dev.guise.rbac.Binding;
import dev.guise.rbac.RoleObject;
import dev.guise.rbac.ServerProfile;
import dev.guise.rbac.Subject;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.stream.IntStream;

/// The findings as JSON.
public final class ScanJson {
    private final Scan scan;
    private final JsonWriter json;
    private final GrantJson grants;
    private final DerivationJson derivations;

    private ScanJson(Scan scan, JsonWriter json) {
        this.scan = scan;
        this.json = json;
        this.grants = new GrantJson(json);
        this.derivations = new DerivationJson(json);
    }

    /// Writes the document; the paths are worked out on the way.
    public static void write(Scan scan, OutputStream out) throws IOException {
        JsonWriter.write(out, json -> new ScanJson(scan, json).document());
    }

    private void document() {
        json.object("snapshot", this::snapshot);
        json.each("findings", IntStream.range(0, scan.findings().size()).boxed(), this::finding);
        json.number("hidden", scan.hidden());
        json.number("suppressed", scan.decisions().suppressed());
        json.each("expiredSuppressions", scan.decisions().expired(), this::suppression);
        json.each("unusedSuppressions", scan.decisions().unused(), this::suppression);
        json.each("warnings", scan.snapshot().warnings(), this::warning);
        LimitsText.write(json, scan.snapshot().limits());
    }

    private void suppression(Suppression suppression) {
        json.text("finding", suppression.finding());
        json.text("fingerprint", suppression.fingerprint());
        json.text("about", suppression.about());
        json.text("reason", suppression.reason());
        suppression.until().ifPresentOrElse(day -> json.text("until", day.toString()), () -> json.nothing("until"));
    }

    private void snapshot() {
        ClusterSnapshot snapshot = scan.snapshot();
        json.text("name", snapshot.origin().name());
        json.text("address", snapshot.origin().server());
        json.text("takenAt", snapshot.origin().takenAt().toString());
        json.object("server", () -> server(snapshot.server()));
        json.object("counts", () -> snapshot.counts().forEach(json::number));
    }

    private void server(ServerProfile server) {
        json.text("version", server.version());
        json.text("constrainedImpersonation", word(server.constrainedImpersonation()));
        json.text("podUpgradeNeedsCreate", word(server.podUpgradeNeedsCreate()));
    }

    private static String word(ServerProfile.Gate gate) {
        return gate.name().toLowerCase(Locale.ROOT);
    }

    private void finding(int index) {
        Finding finding = scan.findings().get(index);
        json.text("id", finding.id());
        json.text("severity", finding.severity().id());
        json.text("title", finding.title());
        origin(finding);
        json.strings("reaches", finding.reaches());
        scan.path(index)
                .ifPresentOrElse(
                        path -> json.object("path", () -> derivations.derivation(path)), () -> json.nothing("path"));
        json.text("part", finding.part());
        json.text("why", finding.why());
        json.text("detail", finding.detail());
        json.text("remedy", finding.remedy());
        json.flag("expected", finding.expected());
        json.text("fingerprint", finding.fingerprint());
    }

    private void origin(Finding finding) {
        Subject subject = finding.subject();
        Binding binding = finding.origin().binding();
        RoleObject role = finding.origin().role();
        if (subject == null) {
            json.nothing("subject");
        } else {
            grants.subject("subject", subject);
        }
        if (binding == null) {
            json.nothing("binding");
        } else {
            grants.binding(binding);
        }
        if (role == null) {
            json.nothing("role");
        } else {
            grants.role(role);
        }
        finding.origin()
                .rule()
                .ifPresentOrElse(rule -> grants.rule(rule, finding.origin().ruleIndex()), () -> json.nothing("rule"));
    }

    private void warning(ClusterSnapshot.Warning warning) {
        json.text("where", warning.where());
        json.text("what", warning.what());
        json.text("consequence", warning.consequence());
    }
}
