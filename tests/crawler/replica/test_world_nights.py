"""The bundled world as it is served, on its two nights."""

from __future__ import annotations

import httpx
import pytest

from crawler.replica import Manifest
from tests.crawler.replica.reading import body_text
from tests.crawler.replica.truths import TRUTHS


def local(url: str) -> str:
    return url.removeprefix("https:/")


def test_all_that_is_listed_is_served_on_both_nights(
    world: Manifest, world_client: httpx.Client
) -> None:
    faulty = {problem["url"] for problem in TRUTHS["problems"]}
    for night in (1, 2):
        world_client.post(f"/-/night/{night}")
        for source in world.sources:
            for page in source.pages:
                expected = 200 if page.nights.include(night) else None
                if expected and page.url not in faulty:
                    answer = world_client.get(local(page.url))
                    assert answer.status_code == expected, page.url
                    assert page.title.split()[0] in answer.text


def test_the_second_night_is_as_the_truths_say(world_client: httpx.Client) -> None:
    night = TRUTHS["night_2"]
    new = [*night["new_releases"], *night["new_reports"]]
    new += [f"https://files.ofsted.gov.uk/v1/file/{file}" for file in night["new_letters"]]
    gone, replaced = night["vanished_releases"], night["replaced_files"][0]
    edited = night["edited_releases"][0]
    file = f"/files.ofsted.gov.uk/v1/file/{replaced['file']}"
    first = {url: world_client.get(local(url)).status_code for url in [*new, *gone]}
    was, old = world_client.get(local(edited["url"])).text, world_client.get(file).content
    world_client.post("/-/night/2")
    second = {url: world_client.get(local(url)).status_code for url in [*new, *gone]}
    now, anew = world_client.get(local(edited["url"])).text, world_client.get(file).content
    assert {first[url] for url in new} == {second[url] for url in gone} == {404}
    assert {second[url] for url in new} == {first[url] for url in gone} == {200}
    assert edited["was"] in was
    assert edited["is"] in now
    assert edited["was"] not in now
    for before, after in replaced["changed"]:
        assert before in body_text(old)
        assert after in body_text(anew)


def test_the_three_faults_happen(world_client: httpx.Client) -> None:
    listing, file, story = (local(problem["url"]) for problem in TRUTHS["problems"])
    assert [world_client.get(listing).status_code for _ in range(3)] == [503, 503, 200]
    with pytest.raises(httpx.RemoteProtocolError):
        world_client.get(file)
    broken = world_client.get(story)
    assert (broken.status_code, "entry-content" in broken.text) == (200, False)
    world_client.post("/-/night/2")
    assert world_client.get(file).content.startswith(b"%PDF-")
