"""A check finds whatever is unsound: in the file, in the log's chain, in what is derived from it."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import text

from db.operations import change, redact
from db.queries import vector_here
from db.queries.checking import CheckStage, rebuild, soundness
from db.store import Store
from db.views.soundness import ProblemKind
from tests.builders import Plan, a_plan
from tests.storages import PlanFile, Storage


def kinds(store: Store) -> set[ProblemKind]:
    return {problem.kind for problem in store.read(soundness).problems}


def tamper(storage: Storage, *statements: str) -> None:
    """Change the database as no program of ours would: past the guards, with the journal none the wiser."""
    with storage.engine().connect() as connection:
        if storage.kind == "sqlite":
            guards = connection.execute(
                text("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            ).scalars()
            for name in guards.all():
                connection.execute(text(f'DROP TRIGGER "{name}"'))
            connection.execute(text("PRAGMA foreign_keys = OFF"))
        else:
            connection.execute(text("SET session_replication_role = replica"))
        for statement in statements:
            connection.execute(text(statement))
        connection.commit()


def test_a_plan_that_was_only_used_is_sound(store: Store) -> None:
    a_plan(store)
    found = store.read(soundness)
    assert found.problems == ()
    assert (found.sites, found.conflicts, found.held) == (1, 0, 0)
    assert found.ops == sum(count for _, count in store.read(vector_here))
    assert len(found.state) == 64


def test_a_check_tells_how_far_it_has_come(store: Store) -> None:
    a_plan(store)
    told: list[tuple[CheckStage, int, int]] = []
    found = store.read(soundness, lambda stage, done, count: told.append((stage, done, count)))
    assert [stage for stage, _, _ in told] == list(CheckStage)
    assert (CheckStage.LOG, 0, found.ops) in told


def test_a_conflict_is_counted_and_is_no_problem(store: Store, plan: Plan) -> None:
    before = store.read(vector_here)
    store.do(change, plan.activity, {"place": "Torget"})
    store.do_as_seen(before, change, plan.activity, {"place": "Hamnen"})
    found = store.read(soundness)
    assert (found.conflicts, found.problems) == (1, ())


def test_an_erased_value_is_no_problem(store: Store, plan: Plan) -> None:
    step = store.do(change, plan.activity, {"text": "Allan ringde"}).step
    names = store.read(
        lambda session: session.execute(
            text("SELECT site, seq FROM op WHERE step = :step AND field = 'text'"), {"step": step}
        ).one()
    )
    store.do(redact, [(names.site, names.seq)])
    assert kinds(store) == set()


def test_a_row_that_was_changed_past_the_log_is_found_and_mended(storage: Storage) -> None:
    store = storage.open()
    plan = a_plan(store)
    sound = store.read(soundness)
    tamper(storage, f"UPDATE activity SET title = 'Annat' WHERE id = '{plan.activity}'")
    assert kinds(store) == {ProblemKind.TABLE_DIFFERS}
    store.do(rebuild)
    assert store.read(soundness) == sound


def test_a_lost_head_is_found_and_mended(storage: Storage) -> None:
    store = storage.open()
    plan = a_plan(store)
    tamper(storage, f"DELETE FROM head WHERE row = '{plan.activity}' AND field = 'title'")
    assert kinds(store) == {ProblemKind.HEAD_DIFFERS}
    store.do(rebuild)
    assert kinds(store) == set()


def test_an_op_whose_actor_was_changed_breaks_the_chain(storage: Storage) -> None:
    store = storage.open()
    a_plan(store)
    tamper(storage, "UPDATE op SET actor = 'ingen' WHERE seq = 5")
    assert kinds(store) == {ProblemKind.CHAIN_DIGEST}
    store.do(rebuild)
    assert kinds(store) == {ProblemKind.CHAIN_DIGEST}


def test_a_value_that_was_changed_in_the_log_breaks_its_seal(storage: Storage) -> None:
    store = storage.open()
    plan = a_plan(store)
    tamper(storage, f"UPDATE op SET value = '\"Annat\"' WHERE row = '{plan.activity}' AND field = 'title'")
    assert ProblemKind.CHAIN_SEAL in kinds(store)


def test_an_op_that_was_taken_out_leaves_a_gap(storage: Storage) -> None:
    store = storage.open()
    a_plan(store)
    tamper(storage, "DELETE FROM op WHERE seq = 7")
    assert ProblemKind.CHAIN_GAP in kinds(store)


def test_a_reference_to_nothing_is_found(plan_file: PlanFile) -> None:
    store = plan_file.open()
    plan = a_plan(store)
    tamper(plan_file, f"DELETE FROM area WHERE id = '{plan.area}'")
    assert kinds(store) == {ProblemKind.REFERENCE, ProblemKind.TABLE_DIFFERS}


def test_a_value_that_cannot_be_read_is_a_problem_and_no_crash(plan_file: PlanFile) -> None:
    store = plan_file.open()
    plan = a_plan(store)
    tamper(plan_file, f"UPDATE op SET value = 'inte json' WHERE row = '{plan.activity}' AND field = 'title'")
    assert ProblemKind.CHAIN_SEAL in kinds(store)


def test_a_page_that_was_overwritten_is_found(plan_file: PlanFile, tmp_path: Path) -> None:
    store = plan_file.open()
    a_plan(store)
    store.close()
    copy = tmp_path / "skadad.plan"
    content = bytearray(plan_file.path.read_bytes())
    root = _page_of_index(plan_file)
    content[(root - 1) * 4096 + 8 : (root - 1) * 4096 + 40] = bytes(32)
    copy.write_bytes(content)
    with Store.open(copy, plan_file.open()._world, actor="x") as damaged:
        assert ProblemKind.FILE in kinds(damaged)


def _page_of_index(plan_file: PlanFile) -> int:
    with plan_file.engine().connect() as connection:
        found = connection.execute(text("SELECT rootpage FROM sqlite_master WHERE name = 'ix_op_step'"))
        return int(found.scalar_one())
