package dev.guise.cluster.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.guise.cluster.ClusterSnapshot;
import dev.guise.cluster.ClusterSnapshot.ConfigMap;
import dev.guise.cluster.ClusterSnapshot.Namespace;
import dev.guise.cluster.ClusterSnapshot.Node;
import dev.guise.cluster.ClusterSnapshot.Origin;
import dev.guise.cluster.ClusterSnapshot.Pod;
import dev.guise.cluster.ClusterSnapshot.Secret;
import dev.guise.cluster.ClusterSnapshot.ServiceAccount;
import dev.guise.cluster.ClusterSnapshot.Warning;
import dev.guise.cluster.ClusterSnapshot.WebhookConfiguration;
import dev.guise.cluster.ClusterSnapshot.Workload;
import dev.guise.cluster.ClusterSnapshot.WorkloadKind;
import dev.guise.cluster.ReadProgress;
import dev.guise.cluster.SourceException;
import dev.guise.rbac.ClusterRole;
import dev.guise.rbac.ClusterRoleBinding;
import dev.guise.rbac.LabelSelector;
import dev.guise.rbac.ObjectMeta;
import dev.guise.rbac.PolicyRule;
import dev.guise.rbac.RbacObjects;
import dev.guise.rbac.Role;
import dev.guise.rbac.RoleBinding;
import dev.guise.rbac.RoleKind;
import dev.guise.rbac.RoleRef;
import dev.guise.rbac.ServerProfile;
import dev.guise.rbac.Subject;
import dev.guise.rbac.SubjectKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotFileTest {
    @TempDir
    Path folder;

    private static final class RandomSnapshot {
        private final Random random;

        RandomSnapshot(long seed) {
            random = new Random(seed);
        }

        private String word() {
            String[] words = {"", "a", "system:masters", "ü€😀", "\u0000\n\"\\", "x".repeat(300), "*", "</script>"};
            return words[random.nextInt(words.length)] + random.nextInt(50);
        }

        private <T> List<T> some(Supplier<T> one) {
            List<T> list = new ArrayList<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                list.add(one.get());
            }
            return list;
        }

        private <T> T any(T[] values) {
            return values[random.nextInt(values.length)];
        }

        private Map<String, String> strings() {
            Map<String, String> strings = new HashMap<>();
            some(this::word).forEach(w -> strings.put(w, word()));
            return strings;
        }

        private ObjectMeta meta() {
            return new ObjectMeta(word(), random.nextBoolean() ? "" : word(), strings(), strings());
        }

        private PolicyRule rule() {
            return new PolicyRule(
                    some(this::word), some(this::word), some(this::word), some(this::word), some(this::word));
        }

        private LabelSelector selector() {
            return new LabelSelector(
                    strings(),
                    some(() -> new LabelSelector.Requirement(
                            word(), any(LabelSelector.Operator.values()), some(this::word))));
        }

        private RoleRef ref() {
            return new RoleRef(any(RoleKind.values()), word());
        }

        private Subject subject() {
            return new Subject(any(SubjectKind.values()), word(), word());
        }

        ClusterSnapshot next() {
            return new ClusterSnapshot(
                    new Origin(word(), word(), Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000))),
                    new ServerProfile(
                            word(),
                            random.nextInt(3),
                            random.nextInt(50),
                            any(ServerProfile.Gate.values()),
                            any(ServerProfile.Gate.values())),
                    new RbacObjects(
                            some(() -> new Role(meta(), some(this::rule))),
                            some(() -> new ClusterRole(meta(), some(this::rule), some(this::selector))),
                            some(() -> new RoleBinding(meta(), ref(), some(this::subject))),
                            some(() -> new ClusterRoleBinding(meta(), ref(), some(this::subject)))),
                    some(() -> new ServiceAccount(meta())),
                    some(() -> new Namespace(meta())),
                    some(() -> new Node(meta())),
                    some(() -> new Pod(meta(), word(), word())),
                    some(() -> new Workload(any(WorkloadKind.values()), meta(), word())),
                    some(() -> new Secret(meta(), word())),
                    some(() -> new ConfigMap(meta())),
                    some(() -> new WebhookConfiguration(meta(), random.nextBoolean())),
                    some(() -> new Warning(word(), word(), word())));
        }
    }

    private Path saved() throws IOException {
        Path file = folder.resolve("a" + SnapshotFile.ENDING);
        SnapshotFile.write(new RandomSnapshot(1).next(), file);
        return file;
    }

    private static SourceException failing(Path file) {
        return assertThrows(SourceException.class, () -> new SavedSnapshotSource(file).read(ReadProgress.NONE));
    }

    @Test
    void whatWasSavedIsReadBackEqual() throws Exception {
        long seed = System.nanoTime();
        System.getLogger("test").log(System.Logger.Level.INFO, "seed " + seed);
        RandomSnapshot random = new RandomSnapshot(seed);
        Path file = folder.resolve("a" + SnapshotFile.ENDING);
        for (int i = 0; i < 200; i++) {
            ClusterSnapshot snapshot = random.next();
            SnapshotFile.write(snapshot, file);
            assertTrue(SnapshotFile.isSnapshot(file));
            assertEquals(snapshot, new SavedSnapshotSource(file).read(ReadProgress.NONE), "seed " + seed);
        }
        try (var files = Files.list(folder)) {
            assertEquals(List.of(file), files.toList());
        }
    }

    @Test
    void aFailedWriteLeavesWhatWasThere() throws Exception {
        Path taken = Files.createDirectory(folder.resolve("taken"));
        Files.writeString(taken.resolve("inside"), "x");
        ClusterSnapshot snapshot = new RandomSnapshot(2).next();
        assertThrows(IOException.class, () -> SnapshotFile.write(snapshot, taken));
        assertEquals("x", Files.readString(taken.resolve("inside")));
        assertThrows(IOException.class, () -> SnapshotFile.write(snapshot, folder.resolve("no/such/folder")));
        try (var files = Files.list(folder)) {
            assertEquals(List.of(taken), files.toList());
        }
    }

    @Test
    void aCutOffFileIsAnError() throws Exception {
        Path file = saved();
        byte[] all = Files.readAllBytes(file);
        for (int length : new int[] {0, 1, 5, all.length / 2, all.length - 1}) {
            Files.write(file, Arrays.copyOf(all, length));
            assertTrue(failing(file).problem().contains("cannot be read"));
        }
        assertTrue(failing(folder.resolve("gone")).problem().contains("does not exist"));
    }

    private Path changed(String from, String to) throws IOException {
        Path file = saved();
        String text;
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        assertTrue(text.contains(from), text);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.replace(from, to).getBytes(StandardCharsets.UTF_8));
        }
        return Files.write(file, bytes.toByteArray());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"pods\"", "\"takenAt\":\"", "\"meta\"", "\"labels\":{", "\"major\":", "\"warnings\":["})
    void aDamagedFileIsAnError(String part) throws Exception {
        assertTrue(failing(changed(part, part.replaceFirst("[a-z]", "_")))
                .problem()
                .contains("cannot be read"));
    }

    @Test
    void aNewerFormatIsRefused() throws Exception {
        assertTrue(
                failing(changed("\"version\":1,", "\"version\":2,")).problem().contains("newer"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"format\": \"guise-snapshot\", ", "\n{\n  \"format\" :\t\"guise-snapshot\",\r\n"})
    void aSnapshotLaidOutOtherwiseIsStillOne(String start) throws Exception {
        Path file = changed("{\"format\":\"guise-snapshot\",", start);
        assertInstanceOf(SavedSnapshotSource.class, Sources.ofFiles(List.of(file), FileOptions.NONE));
        assertEquals(new RandomSnapshot(1).next(), new SavedSnapshotSource(file).read(ReadProgress.NONE));
    }

    @Test
    void filesAreToldApartByTheirContent() throws Exception {
        Path saved = saved();
        Path renamed = Files.move(saved, folder.resolve("renamed.yaml"));
        Path manifest = Files.writeString(folder.resolve("m" + SnapshotFile.ENDING), "kind: Role\n");
        assertInstanceOf(SavedSnapshotSource.class, Sources.ofFiles(List.of(renamed), FileOptions.NONE));
        assertInstanceOf(FileSource.class, Sources.ofFiles(List.of(manifest), FileOptions.NONE));
        assertInstanceOf(FileSource.class, Sources.ofFiles(List.of(folder), FileOptions.NONE));
        assertInstanceOf(FileSource.class, Sources.ofFiles(List.of(renamed, manifest), FileOptions.NONE));
        assertFalse(SnapshotFile.isSnapshot(folder.resolve("gone")));
    }
}
