package dev.coop.cli;

import java.io.PrintWriter;
import java.util.Map;

/**
 * Who called coop, as far as a command sees it.
 *
 * @param out stdout: only what was asked for
 * @param errors stderr: everything else
 * @param environment that of the process
 */
public record Caller(PrintWriter out, PrintWriter errors, Map<String, String> environment) {}
