package dev.coop.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** The process: arguments in, exit code out. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        // A terminal's content is UTF-8, whatever the locale says.
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter errors = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        Caller caller = new Caller(out, errors, System.getenv());
        int code = BackgroundHost.of(caller, System.getProperty(BackgroundHost.WINDOW, ""))
                .map(host -> Grammar.of(caller, host::run))
                .orElseGet(() -> Grammar.of(caller))
                .execute(args);
        // What was printed without the end of a line is still here.
        out.flush();
        errors.flush();
        System.exit(code);
    }
}
