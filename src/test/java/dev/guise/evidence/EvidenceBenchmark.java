package dev.guise.evidence;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/// How fast audit logs are read. Each operation reads 64 MiB of lines, so 64 / (seconds for each operation) is MiB/s of
/// text.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 3)
@Measurement(iterations = 3, time = 4)
public class EvidenceBenchmark {
    private static final int SIZE = 64 << 20;

    private byte[] plain = new byte[0];
    private byte[] zipped = new byte[0];

    @Setup
    public void write() throws IOException {
        plain = new AuditLines(7).bytes(SIZE);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(plain);
        }
        zipped = out.toByteArray();
    }

    @Benchmark
    public Evidence plainLines() {
        return new AuditLog().read(new ByteArrayInputStream(plain), "audit.log", LogProgress.NONE);
    }

    @Benchmark
    public Evidence gzipLines() {
        return new AuditLog().read(new ByteArrayInputStream(zipped), "audit.log.gz", LogProgress.NONE);
    }

    public static void main(String[] args) throws RunnerException {
        new Runner(new OptionsBuilder()
                        .include(EvidenceBenchmark.class.getSimpleName())
                        .build())
                .run();
    }
}
