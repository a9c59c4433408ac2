package dev.coop.core.api;

import java.util.List;
import java.util.stream.Stream;

/**
 * The table: every operation there is, one row each. Routes, messages, the description of the interface and the
 * documentation are made from it, and tests fail where one lacks a row.
 */
public final class Operations {
    private Operations() {}

    /** Known to clients, served when what they are about exists. */
    private static final List<Operation<?, ?>> PLANNED = List.of(
            Operation.planned("stop_config", Role.OBSERVE, "When the agent may stop.")
                    .get("config/stop")
                    .ws("stop:config:get", "stop:config")
                    .rpc("GetStopConfig"),
            Operation.planned("stop_config_put", Role.DRIVE, "Sets when the agent may stop.")
                    .http(put("config/stop"))
                    .ws("stop:config:put", "stop:configured")
                    .rpc("PutStopConfig"),
            Operation.planned("stop_resolve", Role.DRIVE, "Lets a held agent stop.")
                    .through(Operation.Door.HOOK)
                    .post("stop/resolve")
                    .ws("stop:resolve", "stop:resolved")
                    .rpc("ResolveStop"),
            Operation.planned("start_config", Role.OBSERVE, "What the agent is told when it starts.")
                    .get("config/start")
                    .ws("config:start:get", "start:config")
                    .rpc("GetStartConfig"),
            Operation.planned("start_config_put", Role.DRIVE, "Sets what the agent is told when it starts.")
                    .http(put("config/start"))
                    .ws("config:put:get", "start:configured")
                    .rpc("PutStartConfig"),
            Operation.planned("usage", Role.OBSERVE, "What the session has used.")
                    .get("session/usage")
                    .ws("usage:get", "usage")
                    .rpc("GetSessionUsage"),
            Operation.planned("profiles", Role.OBSERVE, "The credential profiles.")
                    .get("session/profiles")
                    .ws("profiles:list", "profiles")
                    .rpc("ListProfiles"),
            Operation.planned("profiles_register", Role.ADMIN, "Replaces the credential profiles.")
                    .post("session/profiles")
                    .ws("profiles:register", "profiles:registered")
                    .rpc("RegisterProfiles"),
            Operation.planned("profiles_mode", Role.OBSERVE, "Whether profiles rotate by themselves.")
                    .get("session/profiles/mode")
                    .ws("profiles:mode", "profiles:mode")
                    .rpc("GetProfileMode"),
            Operation.planned("profiles_mode_put", Role.ADMIN, "Sets whether profiles rotate by themselves.")
                    .http(put("session/profiles/mode"))
                    .ws("profiles:mode:set", "profiles:mode")
                    .rpc("SetProfileMode"),
            Operation.planned("switch", Role.ADMIN, "Restarts the agent with other credentials.")
                    .http(new Operation.Http(Operation.Method.POST, "session/switch", 202))
                    .ws("session:switch", "session:switched")
                    .rpc("SwitchSession"),
            Operation.planned("restart", Role.ADMIN, "Restarts the agent.")
                    .http(new Operation.Http(Operation.Method.POST, "session/restart", 202))
                    .ws("session:restart", "session:restarted")
                    .rpc("RestartSession"),
            Operation.planned("transcripts", Role.OBSERVE, "The saved transcripts.")
                    .get("transcripts")
                    .ws("transcript:list", "transcript:list")
                    .rpc("ListTranscripts"),
            Operation.planned("transcripts_catchup", Role.OBSERVE, "What was said since a line.")
                    .get("transcripts/catchup")
                    .ws("transcript:catchup", "transcript:catchup")
                    .rpc("CatchupTranscripts"),
            Operation.planned("transcript", Role.OBSERVE, "One transcript.")
                    .get("transcripts/{number}")
                    .ws("transcript:get", "transcript:content")
                    .rpc("GetTranscript"),
            Operation.planned("events_catchup", Role.OBSERVE, "Events since a number.")
                    .get("events/catchup"),
            Operation.planned("recording", Role.OBSERVE, "Whether the session is recorded.")
                    .get("recording")
                    .ws("recording:get", "recording")
                    .rpc("GetRecording"),
            Operation.planned("recording_put", Role.DRIVE, "Starts or stops the recording.")
                    .http(put("recording"))
                    .ws("recording:put", "recording:configured")
                    .rpc("PutRecording"),
            Operation.planned("recording_catchup", Role.OBSERVE, "The recording since a number.")
                    .get("recording/catchup")
                    .ws("recording:catchup", "recording:catchup")
                    .rpc("CatchupRecording"),
            Operation.planned("recording_download", Role.OBSERVE, "The recording as a file.")
                    .get("recording/download"),
            Operation.planned("hook_stop", Role.DRIVE, "An agent's hook: it wants to stop.")
                    .through(Operation.Door.HOOK)
                    .post("hooks/stop"),
            Operation.planned("hook_start", Role.DRIVE, "An agent's hook: it has started.")
                    .through(Operation.Door.HOOK)
                    .post("hooks/start"));

    public static final List<Operation<?, ?>> ALL = Stream.of(
                    HealthOperations.ALL,
                    ScreenOperations.ALL,
                    OutputOperations.ALL,
                    InputOperations.ALL,
                    TerminalOperations.ALL,
                    WaitOperations.ALL,
                    AgentOperations.ALL,
                    ExplainOperations.ALL,
                    SessionOperations.ALL,
                    PLANNED)
            .<Operation<?, ?>>flatMap(List::stream)
            .toList();

    private static Operation.Http put(String path) {
        return new Operation.Http(Operation.Method.PUT, path, 200);
    }
}
