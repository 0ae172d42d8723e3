package dev.guise.evidence;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/// Lines such as an API server writes: 1 to 3 KB each, some with the objects of request and response, one in ten
/// impersonated, one in fifty refused. The same seed gives the same lines.
final class AuditLines {
    private static final List<String> VERBS = List.of("get", "list", "watch", "create", "update", "patch", "delete");
    private static final List<String> RESOURCES = List.of("pods", "configmaps", "secrets", "deployments", "leases");

    private final Random random;

    AuditLines(long seed) {
        this.random = new Random(seed);
    }

    byte[] bytes(int size) {
        StringBuilder out = new StringBuilder(size + 4096);
        while (out.length() < size) {
            out.append(line()).append('\n');
        }
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    String line() {
        int dice = random.nextInt(100);
        String stage = dice < 20 ? "RequestReceived" : "ResponseComplete";
        String verb = pick(VERBS);
        String resource = pick(RESOURCES);
        String namespace = "team-" + random.nextInt(40);
        String name = resource + "-" + random.nextInt(500);
        String who = "system:serviceaccount:team-" + random.nextInt(10) + ":deployer";
        StringBuilder out = new StringBuilder(2048)
                .append(
                        "{\"kind\":\"Event\",\"apiVersion\":\"audit.k8s.io/v1\",\"level\":\"RequestResponse\",\"auditID\":\"")
                .append(new UUID(random.nextLong(), random.nextLong()))
                .append("\",\"stage\":\"")
                .append(stage)
                .append("\",\"requestURI\":\"/api/v1/namespaces/")
                .append(namespace)
                .append('/')
                .append(resource)
                .append('/')
                .append(name)
                .append("?timeout=10s\",\"verb\":\"")
                .append(verb)
                .append("\",\"user\":{\"username\":\"")
                .append(who)
                .append("\",\"uid\":\"")
                .append(new UUID(random.nextLong(), random.nextLong()))
                .append("\",\"groups\":[\"system:serviceaccounts\",\"system:serviceaccounts:team\",")
                .append("\"system:authenticated\"],\"extra\":{\"authentication.kubernetes.io/credential-id\":[\"JTI=")
                .append(new UUID(random.nextLong(), random.nextLong()))
                .append("\"],\"authentication.kubernetes.io/node-name\":[\"node-")
                .append(random.nextInt(20))
                .append("\"],\"authentication.kubernetes.io/pod-name\":[\"deployer-7d4b9c\"]}}");
        if (dice >= 90) {
            out.append(",\"impersonatedUser\":{\"username\":\"user-")
                    .append(random.nextInt(50))
                    .append("\",\"groups\":[\"dev\",\"system:authenticated\"]}")
                    .append(",\"authenticationMetadata\":{\"impersonationConstraint\":\"impersonate:user-info\"}");
        }
        out.append(",\"sourceIPs\":[\"10.0.0.1\"],\"userAgent\":\"kubectl/v1.36.2 (linux/amd64) kubernetes/abcdef0\"")
                .append(",\"objectRef\":{\"resource\":\"")
                .append(resource)
                .append("\",\"namespace\":\"")
                .append(namespace)
                .append("\",\"name\":\"")
                .append(name)
                .append("\",\"apiVersion\":\"v1\"}");
        boolean refused = dice == 20 || dice == 21;
        if (refused) {
            out.append(",\"responseStatus\":{\"metadata\":{},\"status\":\"Failure\",\"message\":\"users"
                            + " \\\"admin\\\" is ")
                    .append("forbidden: User \\\"")
                    .append(who)
                    .append("\\\" cannot impersonate resource \\\"users\\\" ")
                    .append("in API group \\\"\\\" at the cluster scope\",\"reason\":\"Forbidden\",\"code\":403}");
        } else {
            out.append(",\"responseStatus\":{\"metadata\":{},\"code\":200}");
        }
        if (dice >= 30 && dice < 90) {
            appendObject(out, "requestObject", name);
            appendObject(out, "responseObject", name);
        }
        out.append(",\"requestReceivedTimestamp\":\"2026-05-0")
                .append(1 + random.nextInt(9))
                .append("T10:11:12.")
                .append(100_000 + random.nextInt(900_000))
                .append("Z\",\"stageTimestamp\":\"2026-05-09T10:11:13.000000Z\"");
        if (!refused) {
            out.append(",\"annotations\":{\"authorization.k8s.io/decision\":\"allow\",\"authorization.k8s.io/reason\":")
                    .append("\"RBAC: allowed by RoleBinding \\\"deployers/team\\\" of Role \\\"deployer\\\"\"}");
        }
        return out.append('}').toString();
    }

    private void appendObject(StringBuilder out, String field, String name) {
        out.append(",\"")
                .append(field)
                .append("\":{\"kind\":\"Pod\",\"apiVersion\":\"v1\",\"metadata\":{\"name\":\"")
                .append(name)
                .append("\",\"labels\":{\"app\":\"web\",\"team\":\"a\"}},\"spec\":{\"containers\":[");
        int containers = 1 + random.nextInt(3);
        for (int i = 0; i < containers; i++) {
            out.append(i == 0 ? "" : ",")
                    .append("{\"name\":\"c")
                    .append(i)
                    .append("\",\"image\":\"registry.example.com/team/web:1.2.3\",\"ports\":[{\"containerPort\":80}],")
                    .append(
                            "\"resources\":{\"limits\":{\"cpu\":\"500m\",\"memory\":\"128Mi\"}},\"env\":[{\"name\":\"A\",")
                    .append("\"value\":\"some \\\"quoted\\\" value\"}]}");
        }
        out.append("]}}");
    }

    private <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
