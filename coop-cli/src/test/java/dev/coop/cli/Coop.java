package dev.coop.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;

/**
 * The command, called inside the test's own process.
 *
 * @param out what it printed
 * @param errors what it said on stderr
 */
public record Coop(int code, String out, String errors) {
    public static Coop run(Map<String, String> environment, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter errors = new StringWriter();
        Caller caller = new Caller(new PrintWriter(out, true), new PrintWriter(errors, true), environment);
        int code = Grammar.of(caller).execute(arguments);
        return new Coop(code, out.toString(), errors.toString());
    }
}
