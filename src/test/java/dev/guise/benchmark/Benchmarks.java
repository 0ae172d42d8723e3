package dev.guise.benchmark;

import dev.guise.rbac.Policy;
import dev.guise.rbac.RbacObjects;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/// Runs the benchmarks, measures heap, or writes a dump. Its arguments are one of
///
/// - a pattern of benchmark names, with any options of JMH after it;
/// - `heap`: what the objects and the policy of each size keep in memory;
/// - `dump LARGE FILE`: the generated cluster as `kubectl get -o json` prints it.
public final class Benchmarks {
    private static final long SEED = 42;

    private Benchmarks() {}

    public static void main(String[] args) throws IOException, RunnerException, CommandLineOptionException {
        String what = args.length == 0 || args[0].isEmpty() ? "dev.guise.benchmark" : args[0];
        switch (what) {
            case "heap" -> heap();
            case "dump" -> dump(ClusterSize.valueOf(args[1].toUpperCase(Locale.ROOT)), Path.of(args[2]));
            default -> run(args.length == 0 ? new String[] {what} : args);
        }
    }

    private static void run(String[] args) throws RunnerException, CommandLineOptionException {
        new Runner(new OptionsBuilder().parent(new CommandLineOptions(args)).build()).run();
    }

    private static void dump(ClusterSize size, Path file) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            int count = DumpWriter.write(new ClusterGenerator(size, SEED).snapshot(), out);
            System.out.println(count + " objects");
        }
        System.out.println(file + ": " + Files.size(file) / (1 << 20) + " MiB");
    }

    private static void heap() {
        for (ClusterSize size : ClusterSize.values()) {
            long empty = used();
            RbacObjects objects = new ClusterGenerator(size, SEED).rbac();
            long withObjects = used();
            Policy policy = Policy.of(objects);
            long withPolicy = used();
            System.out.printf(
                    Locale.ROOT,
                    "%s: %d objects %.1f MiB, policy on top %.1f MiB, together %.1f MiB%n",
                    size,
                    policy.objects().size(),
                    mebi(withObjects - empty),
                    mebi(withPolicy - withObjects),
                    mebi(withPolicy - empty));
        }
    }

    private static double mebi(long bytes) {
        return bytes / (double) (1 << 20);
    }

    /// What is in use once nothing more can be collected.
    private static long used() {
        long before = Long.MAX_VALUE;
        while (true) {
            System.gc();
            long now = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
            if (now >= before) {
                return before;
            }
            before = now;
        }
    }
}
