package dev.coop.cli.client;

import dev.coop.cli.Caller;
import dev.coop.cli.ExitCode;
import dev.coop.cli.wire.Json;
import dev.coop.cli.wire.WireException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code coop upload}: puts a file where the session's program can read it, and prints where that is. */
public final class UploadCommand extends HostCommand {
    private static final String AS = "--as";

    /** Bytes; a host takes no more. */
    private static final long MAX_BYTES = 10 << 20;

    public UploadCommand(Caller caller) {
        super(caller);
    }

    @Override
    public CommandSpec spec() {
        return command(
                        "upload",
                        "[NAME] FILE",
                        "Copy a file of at most 10 MiB to where a session's program can read it, and print its path"
                                + " there.")
                .addOption(option(AS, "FILENAME", "What to call it there. Default: as it is called here."))
                .addOption(json());
    }

    @Override
    protected int act(ParseResult parsed, List<String> arguments) throws IOException {
        HostClient host = hostBefore(parsed, arguments, "FILE");
        Path file = path(arguments.getLast());
        String answer = host.post(
                "upload",
                Json.object()
                        .with("filename", parsed.matchedOptionValue(AS, String.valueOf(file.getFileName())))
                        .with("data", Base64.getEncoder().encodeToString(content(file))));
        caller().out()
                .println(
                        parsed.hasMatchedOption(JSON)
                                ? answer
                                : Json.parse(answer).get("path").text().orElse(answer));
        return ExitCode.OK;
    }

    private static Path path(String text) throws WireException {
        try {
            return Path.of(text);
        } catch (InvalidPathException wrong) {
            throw new WireException("'" + text + "' is no path of a file");
        }
    }

    private static byte[] content(Path file) throws WireException {
        try {
            if (!Files.isRegularFile(file)) {
                throw new NoSuchFileException(file.toString());
            }
            long size = Files.size(file);
            if (size > MAX_BYTES) {
                throw new WireException(file + " has " + size + " bytes; a host takes at most " + MAX_BYTES);
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException missing) {
            throw new WireException("there is no file " + file);
        } catch (WireException known) {
            throw known;
        } catch (IOException unreadable) {
            throw new WireException("the file " + file + " can't be read");
        }
    }
}
