package dev.coop.cli;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code coop completion SHELL}: the script that lets a shell complete what is typed after {@code coop}. */
final class CompletionCommand implements Command {
    private static final List<String> SHELLS = List.of("bash", "zsh", "fish");

    private final Caller caller;

    CompletionCommand(Caller caller) {
        this.caller = caller;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Specs.command("completion", "Print a script that lets your shell complete coop's words.")
                .addPositional(PositionalParamSpec.builder()
                        .index("0")
                        .arity("1")
                        .type(String.class)
                        .paramLabel("SHELL")
                        .completionCandidates(SHELLS)
                        .description("bash, zsh or fish.")
                        .build());
        return Specs.examples(
                spec,
                "source <(coop completion bash)                                in ~/.bashrc",
                "source <(coop completion zsh)                                 in ~/.zshrc",
                "coop completion fish >~/.config/fish/completions/coop.fish    once");
    }

    @Override
    public int run(ParseResult parsed) {
        String shell = parsed.matchedPositionalValue(0, "");
        CommandSpec coop = Grammar.of(caller).whole();
        caller.out()
                .print(
                        switch (shell) {
                            case "bash" -> BashCompletion.of(coop);
                            case "zsh" -> BashCompletion.forZsh(coop);
                            case "fish" -> FishCompletion.of(coop);
                            default ->
                                throw Specs.wrong(
                                        parsed,
                                        "there is no completion for '" + shell + "'; it must be bash, zsh or fish");
                        });
        caller.out().flush();
        return ExitCode.OK;
    }
}
