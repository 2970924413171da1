"""Names that exist nowhere: places, people, enterprises of the seed county (模拟数据)."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

COUNTY = "霁川县"
SHORT = "霁川"
CITY = "霖川市"
AREA = "519921"
"""Province 51 has no prefecture 99: no authority ever gave out a code under this area."""
TOWNS: tuple[str, ...] = (
    "砚峰镇",
    "鹤汀镇",
    "青砚镇",
    "松霭镇",
    "樵溪镇",
    "藕汀镇",
    "雁汀镇",
    "茗峪镇",
    "栖霭镇",
    "霜桥镇",
    "竹笕镇",
    "岩樵镇",
    "琴坳镇",
    "雾坪镇",
    "鹿笕镇",
    "柘汀镇",
    "枫笕乡",
    "桐笕乡",
    "橘汀乡",
    "荻浦乡",
    "芦笕乡",
    "沙笕乡",
    "龙笕乡",
    "凤笕乡",
    "清笕乡",
    "银汀乡",
    "铜笕乡",
    "盐笕乡",
    "桑汀乡",
    "榆笕乡",
)
ZONE = "霁川工业园区"

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟"
    "熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
_GIVEN = "伟芳敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰建国志文斌辉波宁鹏飞云峰雪梅春燕海燕晓红庆生永胜德成光荣世昌维信家宏正义长河向阳立新树林"
_WORDS = "鑫泰恒瑞宏远兴盛华昌永达金辉祥和广源隆顺嘉诚益民丰茂天宇博雅康庆吉安润丰联合新宇凯旋宝利众信亿佳顺达"


class Names:
    """Gives out names of people and firms, never the same twice unless it is asked to."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._taken: set[str] = set()
        self._serial = 0

    def person(self) -> str:
        """A name of two or three characters."""
        return self._fresh(lambda: self._rng.choice(_SURNAMES) + "".join(self._rng.choice(_GIVEN) for _ in range(self._rng.choice((1, 2, 2)))))

    def firm(self, trade: str, *, prefix: str = SHORT) -> str:
        """The name of an enterprise of a trade: place, two characters, trade."""
        return self._fresh(lambda: prefix + "".join(self._rng.choice(_WORDS) for _ in range(2)) + trade)

    def serial(self) -> int:
        """The next serial of a credit code."""
        self._serial += 37
        return 10_000_000 + self._serial

    def _fresh(self, make: Callable[[], str]) -> str:
        for _ in range(500):
            name = make()
            if name not in self._taken:
                self._taken.add(name)
                return name
        raise RuntimeError("the pool of names is used up")
