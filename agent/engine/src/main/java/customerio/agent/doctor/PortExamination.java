package customerio.agent.doctor;

import customerio.agent.config.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.List;

/** The port of {@code health.port}: open where the application runs, free where it does not. */
final class PortExamination implements Examination {
  private static final int PATIENCE_MILLIS = 2_000;

  @Override
  public List<Finding> look(Patient patient) {
    Settings.Health health = patient.settings().health();
    if (health.port() <= 0) {
      return List.of(Finding.ok("port", health.isOn() ? "any that is free" : "off"));
    }
    String place = health.bind() + ':' + health.port();
    try {
      InetAddress address = InetAddress.getByName(health.bind());
      return List.of(
          patient.isRunning() && patient.hasAgent()
              ? open(new InetSocketAddress(address, health.port()), place)
              : free(new InetSocketAddress(address, health.port()), place));
    } catch (UnknownHostException e) {
      return List.of(
          Finding.warn(
              "port",
              "health.bind is " + health.bind() + ", which has no address",
              "give an address of this machine"));
    }
  }

  private static Finding open(InetSocketAddress where, String place) {
    try (Socket socket = new Socket()) {
      InetAddress target =
          where.getAddress().isAnyLocalAddress()
              ? InetAddress.getLoopbackAddress()
              : where.getAddress();
      socket.connect(new InetSocketAddress(target, where.getPort()), PATIENCE_MILLIS);
      return Finding.ok("port", place + " is open");
    } catch (IOException closed) {
      return Finding.warn(
          "port",
          "nobody listens on " + place,
          "see what the application's standard error says about the status page");
    }
  }

  private static Finding free(InetSocketAddress where, String place) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(where);
      return Finding.ok("port", place + " is free");
    } catch (IOException taken) {
      return Finding.warn(
          "port",
          place + " cannot be opened (" + taken.getMessage() + ")",
          "give another port with health.port, or end what has it");
    }
  }
}
