package dev.guise.report;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;

/// The documents in which findings are handed on.
public enum ScanFormat {
    HTML("HTML page") {
        @Override
        public void write(Scan scan, OutputStream out) throws IOException {
            ScanHtml.write(scan, out);
        }
    },
    SARIF("SARIF log") {
        @Override
        public void write(Scan scan, OutputStream out) throws IOException {
            ScanSarif.write(scan, out);
        }
    },
    CSV("CSV table") {
        @Override
        public void write(Scan scan, OutputStream out) throws IOException {
            ScanCsv.write(scan, out);
        }
    },
    JSON("JSON document") {
        @Override
        public void write(Scan scan, OutputStream out) throws IOException {
            ScanJson.write(scan, out);
        }
    };

    private final String title;

    ScanFormat(String title) {
        this.title = title;
    }

    /// What it is called where it is chosen.
    public String title() {
        return title;
    }

    /// How names of such files end, without the dot.
    public String extension() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Writes the document. The stream stays open.
    public abstract void write(Scan scan, OutputStream out) throws IOException;
}
