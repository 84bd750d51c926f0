package customerio.agent.routing;

import customerio.agent.customerio.Mention;
import java.util.List;
import java.util.function.Consumer;

/** Decides where a call belongs, and assigns those whom an identify tells enough about. */
final class Placement {
  private final Plan plan;

  Placement(Plan plan) {
    this.plan = plan;
  }

  /** Null when nothing says anything else than the call itself. */
  Workspace of(Mention mention, Whereabouts where, Consumer<Incident> incidents) {
    if (mention.names().isEmpty()) {
      return null;
    }
    return switch (mention.act()) {
      case SPEAKS -> workspace(where.of(mention.names().get(0)));
      case IDENTIFIES -> identified(mention, where, incidents);
      case DELETES -> deleted(mention.names().get(0), where);
      case JOINS -> joined(mention.names().get(0), mention.names().get(1), where, incidents);
    };
  }

  private Workspace identified(Mention mention, Whereabouts where, Consumer<Incident> incidents) {
    String name = mention.names().get(0);
    Whereabouts.Stay stay = where.of(name);
    Workspace ruled = ruled(mention);
    Workspace at;
    if (stay == null || stay.released()) {
      Workspace chosen = chosen(mention, stay, ruled, where);
      at = chosen == null ? null : where.settle(name, chosen);
      if (at == null) {
        return workspace(stay);
      }
    } else {
      at = stay.workspace();
      if (ruled != null && !ruled.equals(at)) {
        incidents.accept(Incident.STAYED);
      }
    }
    settleOthers(mention.names(), stay, at, where);
    return at;
  }

  private Workspace ruled(Mention mention) {
    for (Rule rule : plan.rules()) {
      Workspace workspace = rule.of(mention);
      if (workspace != null) {
        return workspace;
      }
    }
    return null;
  }

  /**
   * Who was deleted and comes again is somebody new, whom a rule may send anywhere. Who is new
   * under this name, but known under another one, belongs there.
   */
  private Workspace chosen(
      Mention mention, Whereabouts.Stay released, Workspace ruled, Whereabouts where) {
    if (released != null) {
      return ruled != null ? ruled : released.workspace();
    }
    for (String other : mention.names()) {
      Whereabouts.Stay stay = isShared(other) ? null : where.of(other);
      if (stay != null && !stay.released()) {
        return stay.workspace();
      }
    }
    return ruled != null ? ruled : plan.fallback();
  }

  /** A family may have one telephone; it follows whoever gave it first, and decides nothing. */
  private static boolean isShared(String name) {
    return name.startsWith("phone:");
  }

  /**
   * @param before where the person was deleted; its other names move along
   */
  private static void settleOthers(
      List<String> names, Whereabouts.Stay before, Workspace at, Whereabouts where) {
    for (String other : names.subList(1, names.size())) {
      Whereabouts.Stay stay = where.of(other);
      boolean movesAlong =
          stay != null
              && before != null
              && before.released()
              && stay.workspace().equals(before.workspace())
              && !at.equals(before.workspace());
      if (movesAlong) {
        where.release(other);
      }
      if (stay == null || stay.released() || movesAlong) {
        where.settle(other, at);
      }
    }
  }

  /** The deletion itself, and what comes behind it, still belongs where the person was. */
  private static Workspace deleted(String name, Whereabouts where) {
    Whereabouts.Stay stay = where.of(name);
    if (stay != null && !stay.released()) {
      where.release(name);
    }
    return workspace(stay);
  }

  /** Who was never assigned joins the one who was: a person of that workspace comes of it. */
  private static Workspace joined(
      String first, String second, Whereabouts where, Consumer<Incident> incidents) {
    Workspace one = workspace(where.of(first));
    Workspace other = workspace(where.of(second));
    if (one == null || other == null) {
      Workspace both = one == null ? other : one;
      if (both != null) {
        where.settle(one == null ? first : second, both);
      }
      return both;
    }
    if (one.equals(other)) {
      return one;
    }
    incidents.accept(Incident.CROSSING_MERGE);
    return null;
  }

  private static Workspace workspace(Whereabouts.Stay stay) {
    return stay == null ? null : stay.workspace();
  }
}
