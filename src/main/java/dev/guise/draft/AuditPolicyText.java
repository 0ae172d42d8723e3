package dev.guise.draft;

import dev.guise.evidence.AuditPolicy;
import dev.guise.evidence.AuditPolicyException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// Audit policies as a person keeps them, in YAML or JSON.
public final class AuditPolicyText {
    private static final int MAX_LENGTH = 1_000_000;

    private AuditPolicyText() {}

    /// Reads a policy.
    ///
    /// @throws AuditPolicyException when it is no YAML, or one that the API server would refuse
    public static AuditPolicy read(String text) throws AuditPolicyException {
        if (text.length() > MAX_LENGTH) {
            throw new AuditPolicyException("the file", "is longer than " + MAX_LENGTH + " characters");
        }
        Object document;
        try {
            LoadSettings settings =
                    LoadSettings.builder().setCodePointLimit(MAX_LENGTH).build();
            document = new Load(settings).loadFromString(text);
        } catch (YamlEngineException | StackOverflowError e) {
            throw new AuditPolicyException("the file", "is not YAML: " + e.getMessage());
        }
        if (!(document instanceof Map<?, ?> map)) {
            throw new AuditPolicyException("the file", "contains no mapping; expected an audit.k8s.io/v1 Policy");
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        map.forEach((key, value) -> {
            if (value != null) {
                fields.put(String.valueOf(key), value);
            }
        });
        return AuditPolicy.of(fields);
    }
}
