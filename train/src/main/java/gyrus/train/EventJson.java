package gyrus.train;

import gyrus.train.internal.Json;
import java.nio.file.Path;
import java.time.Instant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Events to JSON and back. The field `event` tells the kind; `time`, where present, when it was logged.
final class EventJson {

    private EventJson() {}

    static ObjectNode write(Event event) {
        var node = Json.object();
        switch (event) {
            case Event.Started e -> {
                node.put("event", "started").put("run", e.run()).put("recipe", e.recipe());
                node.set("options", Json.plain(e.options()));
                node.put("totalSteps", e.totalSteps());
            }
            case Event.Stepped e -> node.put("event", "stepped").put("step", e.step()).put("epoch", e.epoch())
                    .set("scalars", Json.figures(e.scalars()));
            case Event.Evaluated e -> node.put("event", "evaluated").put("step", e.step())
                    .put("split", e.split()).set("metrics", Json.figures(e.metrics()));
            case Event.Sampled e -> node.put("event", "sampled").put("step", e.step())
                    .put("name", e.name()).put("file", text(e.file()));
            case Event.Saved e -> node.put("event", "saved").put("step", e.step())
                    .put("folder", text(e.folder()));
            case Event.Warned e -> node.put("event", "warned").put("message", e.message());
            case Event.Finished e -> {
                node.put("event", "finished").put("step", e.step());
                switch (e.outcome()) {
                    case Outcome.Done _ -> node.put("outcome", "done");
                    case Outcome.Stopped o -> node.put("outcome", "stopped").put("why", o.why());
                    case Outcome.Failed o -> node.put("outcome", "failed").put("message", o.message());
                }
            }
        }
        return node;
    }

    static EventLog.Entry read(String line) {
        var node = Json.parse(line);
        var time = node.has("time") ? Instant.ofEpochMilli(Json.whole(node, "time")) : Instant.EPOCH;
        return new EventLog.Entry(time, event(node));
    }

    private static Event event(JsonNode node) {
        return switch (Json.text(node, "event")) {
            case "started" -> new Event.Started(Json.text(node, "run"), Json.text(node, "recipe"),
                    Json.plain(Json.object(node, "options")), Json.whole(node, "totalSteps"));
            case "stepped" -> new Event.Stepped(step(node), Math.toIntExact(Json.whole(node, "epoch")),
                    Json.figures(Json.object(node, "scalars")));
            case "evaluated" -> new Event.Evaluated(step(node), Json.text(node, "split"),
                    Json.figures(Json.object(node, "metrics")));
            case "sampled" -> new Event.Sampled(step(node), Json.text(node, "name"),
                    Path.of(Json.text(node, "file")));
            case "saved" -> new Event.Saved(step(node), Path.of(Json.text(node, "folder")));
            case "warned" -> new Event.Warned(Json.text(node, "message"));
            case "finished" -> new Event.Finished(step(node), outcome(node));
            case String other -> throw new IllegalArgumentException("unknown event \"" + other
                    + "\"; it may come from a newer version");
        };
    }

    private static Outcome outcome(JsonNode node) {
        return switch (Json.text(node, "outcome")) {
            case "done" -> new Outcome.Done();
            case "stopped" -> new Outcome.Stopped(Json.text(node, "why"));
            case "failed" -> new Outcome.Failed(Json.text(node, "message"));
            case String other -> throw new IllegalArgumentException("unknown outcome \"" + other + "\"");
        };
    }

    private static long step(JsonNode node) {
        return Json.whole(node, "step");
    }

    private static String text(Path path) {
        return path.toString().replace(path.getFileSystem().getSeparator(), "/");
    }
}
