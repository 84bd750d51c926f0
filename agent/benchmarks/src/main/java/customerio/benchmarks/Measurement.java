package customerio.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * One process from its start until it said that it is up.
 *
 * @param peakMegabytes from /proc, so NaN where there is none
 */
record Measurement(double wallMillis, double cpuMillis, double peakMegabytes) {

  static Measurement of(List<String> command, String readyWhen)
      throws IOException, InterruptedException {
    long began = System.nanoTime();
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      String line = lines.readLine();
      while (line != null && !line.contains(readyWhen)) {
        line = lines.readLine();
      }
      if (line == null) {
        throw new IOException("ended before it was up: " + command);
      }
      double wall = (System.nanoTime() - began) / 1e6;
      double cpu = process.info().totalCpuDuration().map(Duration::toNanos).orElse(0L) / 1e6;
      return new Measurement(wall, cpu, peakMegabytes(process.pid()));
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  static Measurement median(List<Measurement> of) {
    return new Measurement(
        median(of, Measurement::wallMillis),
        median(of, Measurement::cpuMillis),
        median(of, Measurement::peakMegabytes));
  }

  private static double median(List<Measurement> of, ToDoubleFunction<Measurement> figure) {
    double[] sorted = of.stream().mapToDouble(figure).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  private static double peakMegabytes(long pid) throws IOException {
    Path status = Path.of("/proc", Long.toString(pid), "status");
    if (!Files.exists(status)) {
      return Double.NaN;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
        .findFirst()
        .orElse(Double.NaN);
  }
}
