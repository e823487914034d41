package gyrus.cli;

import gyrus.tensor.Engine;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// `gyrus doctor`: the machine, what was chosen for it and why, how fast it is, and what could be better.
final class Doctor implements Verb {

    @Override
    public String help() {
        return """
                gyrus doctor [--runs DIR] [--json]

                Tells what machine this is, how the engine was set up for it and why, how fast it computes
                (about a second of measuring), where things are kept, and what to do about each problem.
                A variable that you have set is never changed; it says what would have been chosen.

                --json gives {"gyrus", "java", "platform", "torch", "blas", "machine", "cache", "runs",
                "choices", "measurement", "problems": [{"problem", "advice"}]}.
                """;
    }

    @Override
    public void run(Call call) {
        call.arguments().end();
        IllegalStateException failure = start();
        Engine.Report report = Engine.report();
        Engine.Measurement speed = null;
        if (failure == null) {
            call.say("measuring ...");
            speed = Engine.measure();
        }
        List<Checkup.Finding> findings = Checkup.of(report, speed, failure, call.runs());
        if (call.json()) {
            Json.print(call.out(), json(report, speed, findings, call));
        } else {
            print(report, speed, findings, call);
        }
        if (failure != null) {
            throw new IllegalStateException("the engine does not start; see the problems above", failure);
        }
    }

    private static @Nullable IllegalStateException start() {
        try {
            Engine.start();
            return null;
        } catch (IllegalStateException e) {
            return e;
        }
    }

    private static Object json(Engine.Report report, Engine.@Nullable Measurement speed,
            List<Checkup.Finding> findings, Call call) {
        Engine.Software software = report.software();
        Engine.Machine machine = report.machine();
        return Json.object("gyrus", Main.version(), "java", software.java(), "platform", software.platform(),
                "torch", software.torch(), "blas", software.blas(),
                "machine", Json.object("cpu", machine.cpu(), "cores", machine.cores(),
                        "processors", machine.processors(),
                        "cpu_limit", Double.isFinite(machine.cpuLimit()) ? machine.cpuLimit() : null,
                        "memory", machine.memory(),
                        "memory_limit", limited(machine) ? machine.memoryLimit() : null,
                        "gpus", machine.devices(), "driver", machine.driver()),
                "cache", Json.object("folder", software.cache(), "bytes", software.cacheBytes()),
                "runs", Json.object("folder", call.runs(), "writable", Checkup.writable(call.runs())),
                "choices", report.choices().stream().map(choice -> Json.object("name", choice.name(),
                        "value", choice.value(), "by", by(choice), "reason", choice.reason())).toList(),
                "measurement", speed == null ? null : Json.object("float32_product", speed.float32Product(),
                        "bfloat16_product", speed.bfloat16Product(), "convolution", speed.convolution(),
                        "bandwidth", speed.bandwidth(), "operator", speed.operator()),
                "problems", findings.stream().map(finding -> Json.object("problem", finding.problem(),
                        "advice", finding.advice())).toList());
    }

    private static void print(Engine.Report report, Engine.@Nullable Measurement speed,
            List<Checkup.Finding> findings, Call call) {
        PrintStream out = call.out();
        Engine.Software software = report.software();
        Engine.Machine machine = report.machine();
        out.println("Machine");
        new Table("  ", "ll")
                .row("processor", machine.cpu())
                .row("cores", machine.cores() + " cores, " + machine.processors() + " processors"
                        + (Double.isFinite(machine.cpuLimit()) ? ", time of " + machine.cpuLimit() : ""))
                .row("memory", memory(machine))
                .row("GPU", machine.devices().isEmpty() ? "none" : String.join(", ", machine.devices())
                        + " (driver for CUDA " + machine.driver() + ")")
                .print(out);
        out.println("Software");
        new Table("  ", "ll")
                .row("Gyrus", Main.version())
                .row("Java", software.java())
                .row("LibTorch", software.torch() + " for " + software.platform())
                .row("BLAS", software.blas().isEmpty() ? "not loaded" : software.blas())
                .row("native cache", software.cache() + ", " + Figures.bytes(software.cacheBytes()))
                .row("runs", call.runs().toAbsolutePath().normalize().toString())
                .print(out);
        out.println("Choices");
        Table choices = new Table("  ", "llll");
        for (Engine.Choice choice : report.choices()) {
            choices.row(choice.name(), choice.value(), by(choice), choice.reason());
        }
        choices.print(out);
        if (speed != null) print(speed, out);
        out.println(findings.isEmpty() ? "No problems" : "Problems");
        for (Checkup.Finding finding : findings) {
            out.println("  " + finding.problem());
            out.println("    " + finding.advice());
        }
    }

    private static void print(Engine.Measurement speed, PrintStream out) {
        out.println("Speed");
        new Table("  ", "lrl")
                .row("matrix product", number(speed.float32Product()), "GFLOP/s in float32")
                .row("", number(speed.bfloat16Product()), "GFLOP/s in bfloat16")
                .row("convolution", number(speed.convolution()), "GFLOP/s in float32")
                .row("memory", number(speed.bandwidth()), "GB/s read and written")
                .row("small operator", number(speed.operator()), "microseconds")
                .print(out);
    }

    private static String memory(Engine.Machine machine) {
        String all = machine.memory() < 0 ? "unknown" : Figures.bytes(machine.memory());
        return limited(machine) ? all + ", limited to " + Figures.bytes(machine.memoryLimit()) : all;
    }

    private static boolean limited(Engine.Machine machine) {
        return machine.memoryLimit() >= 0 && machine.memoryLimit() < Long.MAX_VALUE;
    }

    private static String by(Engine.Choice choice) {
        return choice.by().name().toLowerCase(Locale.ROOT);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.1f" : "%,.0f", value);
    }
}
