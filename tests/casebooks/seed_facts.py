"""Every statement of the two articles behind the TikTok casebook, and the entries that carry it.

`A` is articles/reuters_based.txt, `B` is articles/bloomberg_based.txt; a `quote` is verbatim.
A fact of kind "background" is no event of the deal: `left_out` says why.
"""

from __future__ import annotations

from typing import NamedTuple

PUBLISHERS = {"A": "Reuters-based article", "B": "Bloomberg-based article"}
ARTICLES = {
    "Reuters-based article": "reuters_based.txt",
    "Bloomberg-based article": "bloomberg_based.txt",
}

# What must be in the casebook; the rest is background.
KINDS = frozenset(
    {
        "bid",
        "selection",
        "rejection",
        "order",
        "deadline",
        "review",
        "stake",
        "partnership term",
        "condition",
        "statement",
        "no comment",
        "poll",
    }
)


class Fact(NamedTuple):
    """One statement of one article.

    `entries` are casebook ids ("dispute X" is the dispute of X). Each has a source with this
    article as publisher, this `via` and `basis`, and a quote that holds `quote`. `hedge` is the
    word that keeps the fact from being certain, `kept` how the entry's sentence says it.
    """

    id: str
    kind: str
    says: str
    quote: str
    entries: tuple[str, ...] = ()
    via: str | None = None
    basis: str = "report"
    hedge: str = ""
    kept: str = ""
    left_out: str = ""

    @property
    def publisher(self) -> str:
        return PUBLISHERS[self.id[0]]


WHO = "who somebody is, not what happened"
SETTING = "the setting of the deal, not a step of it"
ABOUT_THE_ARTICLE = "about the article; stands in the sources"

REUTERS_BASED = (
    Fact(
        "A01",
        "rejection",
        "ByteDance gave up the idea of selling TikTok in the United States",
        "Reuters said the Chinese company, ByteDance, abandoned the idea of selling the TikTok app",
        ("sale-abandoned",),
        via="Reuters",
        basis="unnamed",
    ),
    Fact(
        "A02",
        "selection",
        "It seeks a partnership with Oracle instead",
        "seeking a partnership with Oracle",
        ("oracle-chosen",),
        via="Reuters",
        basis="unnamed",
    ),
    Fact(
        "A03",
        "condition",
        "It hopes that the partnership spares it a US ban",
        "which it hopes to spare an American ban",
        ("bytedance-hopes",),
        via="Reuters",
        basis="unnamed",
        hedge="hopes",
    ),
    Fact(
        "A04",
        "condition",
        "It also wants the Chinese government's approval",
        "while securing approval from the Chinese government. According to informed sources.",
        ("bytedance-hopes",),
        via="Reuters",
        basis="unnamed",
    ),
    Fact(
        "A05",
        "background",
        "ByteDance is Chinese",
        "the Chinese company, ByteDance",
        left_out=WHO,
    ),
    Fact(
        "A06",
        "background",
        "ByteDance is based in Beijing",
        "The Beijing-based company",
        left_out=WHO,
    ),
    Fact(
        "A07",
        "bid",
        "ByteDance was in talks with Oracle, and with a coalition led by Microsoft",
        "was in talks to convert the US business of TikTok to an Oracle or Microsoft-led coalition",
        ("microsoft-in-talks", "oracle-in-talks"),
    ),
    Fact(
        "A08",
        "order",
        "Trump ordered the sale of the US operations last month",
        "US President Donald Trump ordered the sale of the app's operations last month",
        ("sale-order",),
    ),
    Fact(
        "A09",
        "statement",
        "Trump threatened to close the app in the United States",
        "threatened to close the popular short video app in the United States",
        ("trump-threat",),
        hedge="threatened",
    ),
    Fact(
        "A10",
        "background",
        "TikTok is a popular app for short videos",
        "the popular short video app",
        left_out=WHO,
    ),
    Fact(
        "A11",
        "statement",
        "US officials are concerned that user data could go to China's government",
        "US officials expressed concerns that user information could be transferred to the"
        " Communist government in China.",
        ("us-officials-concern",),
        basis="unnamed",
        hedge="could",
    ),
    Fact(
        "A12",
        "background",
        "TikTok has up to 100 million US users",
        "which has up to 100 million US users",
        left_out=SETTING,
    ),
    Fact(
        "A13",
        "statement",
        "TikTok said that it would not share such data with Chinese authorities",
        "said that it would not comply with any request to share such data with the Chinese"
        " authorities.",
        ("tiktok-would-not-comply",),
        via="TikTok",
        basis="statement",
        hedge="would not",
    ),
    Fact(
        "A14",
        "order",
        "China updated its export control rules late last month",
        "China updated its export control rules late last month",
        ("china-export-rules",),
    ),
    Fact(
        "A15",
        "condition",
        "The rules could prevent the sale of the algorithm to a foreign buyer",
        'which could prevent the sale of the "Tik Tok" algorithm to a foreign buyer.',
        ("china-export-rules",),
        hedge="could",
    ),
    Fact(
        "A16",
        "background",
        "The change turned the negotiations upside down",
        "The sales negotiations have been turned upside down",
        left_out="what the rules did to the mood of the talks; the rules are an entry",
    ),
    Fact(
        "A17",
        "statement",
        "China's government prefers a shutdown to a forced sale, Reuters reported last week",
        "Reuters reported last week that the Chinese government preferred to shut down TikTok",
        ("china-prefers-shutdown",),
        via="Reuters",
    ),
    Fact(
        "A18",
        "partnership term",
        "Under the proposal Oracle will be the technology partner",
        "Oracle will be the technology partner",
        ("oracle-technology-partner",),
        via="Reuters",
        basis="unnamed",
    ),
    Fact(
        "A19",
        "partnership term",
        "Oracle will manage the data of US users",
        "will manage the data of TikTok users in the United States.",
        ("oracle-manages-data",),
        via="Reuters",
        basis="unnamed",
    ),
    Fact(
        "A20",
        "condition",
        "The agreement is proposed; none is signed",
        "under the proposed agreement",
        ("agreement-proposed", "oracle-manages-data"),
        via="Reuters",
        basis="unnamed",
        hedge="proposed",
    ),
    Fact(
        "A21",
        "stake",
        "Oracle also negotiates a stake in the US operations, of no stated size",
        "Oracle is also negotiating the purchase of a stake",
        ("oracle-stake",),
        via="Reuters",
        basis="unnamed",
        hedge="negotiating",
        kept="proposed",
    ),
    Fact(
        "A22",
        "stake",
        "General Atlantic would get a minority stake, says one source",
        "including the investment companies General Atlantic and Sequoia, would also get minority"
        " stakes",
        ("general-atlantic-stake",),
        via="Reuters",
        basis="unnamed",
        hedge="would",
        kept="proposed",
    ),
    Fact(
        "A23",
        "stake",
        "Sequoia would get a minority stake, says one source",
        "General Atlantic and Sequoia, would also get minority stakes in US TikTok operations under"
        " the proposed deal.",
        ("sequoia-stake",),
        via="Reuters",
        basis="unnamed",
        hedge="would",
        kept="proposed",
    ),
    Fact(
        "A24",
        "background",
        "Both are investment companies and among ByteDance's big backers",
        "some of ByteDance's big backers, including the investment companies",
        left_out=WHO,
    ),
    Fact(
        "A25",
        "condition",
        "Whether Trump will agree is unclear",
        "It is unclear whether Trump",
        ("trump-undecided",),
        hedge="unclear",
    ),
    Fact(
        "A26",
        "condition",
        "Trump wants a US technology company to own most of the US operations",
        "wants a US tech company to own most of its TikTok operations",
        ("trump-wants-us-owner",),
        hedge="wants",
    ),
    Fact(
        "A27",
        "review",
        "CFIUS oversees the talks between ByteDance and Oracle",
        'oversee the talks between "ByteDance" and Oracle, the Committee on Foreign Investment in'
        ' the United States, "CFIUS"',
        ("cfius-review",),
    ),
    Fact(
        "A28",
        "background",
        "CFIUS is the government's reviewer of deals for risks to national security",
        "which is a government reviewing deals for potential national security risks",
        left_out=WHO,
    ),
    Fact(
        "A29",
        "no comment",
        "ByteDance did not respond to Reuters at once",
        "ByteDance and Oracle did not immediately respond",
        ("no-answer",),
        via="Reuters",
        hedge="immediately",
    ),
    Fact(
        "A30",
        "no comment",
        "Neither did Oracle",
        "Oracle did not immediately respond to Reuters' requests for comment.",
        ("no-answer",),
        via="Reuters",
        hedge="immediately",
    ),
    Fact(
        "A31",
        "no comment",
        "The White House declined to comment",
        "The White House also declined to comment.",
        ("white-house-no-comment",),
    ),
    Fact(
        "A32",
        "background",
        "Oracle's Larry Ellison is one of Trump's few supporters in technology (a caption)",
        "Oracle chief Larry Ellison is one of the few tech supporters of Trump (Reuters)",
        left_out=WHO,
    ),
    Fact(
        "A33",
        "background",
        "The same again in the text",
        "Oracle chief Larry Ellison is one of the few tech supporters of Trump.",
        left_out="A32 again",
    ),
    Fact(
        "A34",
        "background",
        "Oracle is strong in handling and protecting data",
        "great technical prowess in handling and protecting data",
        left_out=WHO,
    ),
    Fact(
        "A35",
        "background",
        "Oracle has no experience of social media",
        "has no experience with social media",
        left_out=WHO,
    ),
    Fact(
        "A36",
        "background",
        "Oracle's customers are companies",
        "Its customers consist of companies, not consumers.",
        left_out=WHO,
    ),
    Fact(
        "A37",
        "background",
        "TikTok's user data are on Google's servers now",
        "TikTok user data is currently stored in Alphabet's GOOGLE servers.",
        left_out=SETTING,
    ),
    Fact(
        "A38",
        "rejection",
        "ByteDance told Microsoft that it would not sell to it, Microsoft said on Sunday",
        "Earlier on Sunday, Microsoft said that ByteDance had informed it that it would not sell",
        ("microsoft-rejected",),
        via="Microsoft",
        basis="statement",
    ),
    Fact(
        "A39",
        "bid",
        "Walmart had joined Microsoft in its bid",
        "joined Microsoft in its bid to buy TikTok",
        ("microsoft-bid", "walmart-joined-microsoft"),
    ),
    Fact(
        "A40",
        "statement",
        "Walmart is still interested in investing, it said on Sunday",
        "said on Sunday that it was still interested in investing in TikTok",
        ("walmart-interested",),
        via="Walmart",
        basis="statement",
    ),
    Fact(
        "A41",
        "statement",
        "Walmart will talk further with ByteDance's leadership",
        "it would hold further discussions with ByteDance's leadership",
        ("walmart-discussions",),
        via="Walmart",
        basis="statement",
    ),
    Fact(
        "A42",
        "statement",
        "... and with other stakeholders",
        "and other stakeholders.",
        ("walmart-discussions",),
        via="Walmart",
        basis="statement",
    ),
    Fact(
        "A43",
        "condition",
        "An approved deal must satisfy all regulatory concerns",
        "any deal that has been approved must satisfy all regulatory",
        ("walmart-any-deal",),
        via="Walmart",
        basis="statement",
        hedge="must",
    ),
    Fact(
        "A44",
        "condition",
        "... and all concerns of national security",
        'and national security concerns," Walmart said.',
        ("walmart-any-deal",),
        via="Walmart",
        basis="statement",
    ),
    Fact(
        "A45",
        "background",
        "A heading",
        "The differences of America and China",
        left_out="says nothing of its own",
    ),
    Fact(
        "A46",
        "background",
        "Relations between the United States and China get worse; TikTok is a point of conflict",
        "With the deterioration of relations between the United States and China over trade, Hong"
        " Kong's autonomy, cybersecurity and the spread of the new Corona virus, TikTok has emerged"
        " as a hotspot",
        left_out=SETTING,
    ),
    Fact(
        "A47",
        "order",
        "Trump's first order of last month: US companies may not do business with TikTok",
        "the first that US companies are banned from doing business with",
        ("ban-order",),
    ),
    Fact(
        "A48",
        "order",
        "The second: ByteDance must sell TikTok, for US security",
        "The second requires ByteDance to sell TikTok",
        ("sale-order",),
    ),
    Fact(
        "A49",
        "deadline",
        "The first takes effect on 20 September",
        "they are scheduled to go into effect on September 20.",
        ("ban-order",),
    ),
    Fact(
        "A50",
        "order",
        "There are two orders, both against TikTok and ByteDance",
        'Trump signed two executive orders last month targeting "TikTok" and "ByteDance"',
        ("ban-order", "sale-order"),
    ),
    Fact(
        "A51",
        "deadline",
        "The sale is due by 12 November",
        "by November 12th due to US security concerns.",
        ("sale-order",),
    ),
    Fact(
        "A52",
        "condition",
        "If Trump agrees, he must cancel the order that calls for a ban",
        "If Trump agrees to ByteDance's proposed deal structure with Oracle, he will have to cancel"
        " his order that specifically calls for a TikTok ban.",
        ("ban-would-be-cancelled",),
        hedge="if",
    ),
    Fact(
        "A53",
        "poll",
        "40% of Americans support the threat of a ban",
        "As many as 40% of Americans support Trump's threat to ban TikTok if it is not sold to an"
        " American buyer, according to a national poll",
        ("poll-americans",),
        via="Reuters/Ipsos",
        hedge="as many as",
    ),
    Fact(
        "A54",
        "poll",
        "69% of Republicans support the orders",
        "Among Trump's Republican Party, 69% said they support the president's orders",
        ("poll-republicans",),
        via="Reuters/Ipsos",
    ),
    Fact(
        "A55",
        "poll",
        'Only 32% were aware of "the implementation", perhaps the app; of whom is not quite said',
        "even though only 32% said they were aware of the implementation.",
        ("poll-republicans",),
        via="Reuters/Ipsos",
        hedge="only 32% said",
    ),
    Fact(
        "A56",
        "background",
        'The White House works against "untrusted" Chinese applications',
        "The White House has intensified its efforts to remove what it considers",
        left_out=SETTING,
    ),
    Fact(
        "A57",
        "order",
        "Trump also forbade transactions with Tencent (an order of another matter)",
        "Trump has also issued an order prohibiting transactions with",
        ("tencent-order",),
    ),
    Fact(
        "A58",
        "background",
        "Tencent is Chinese",
        "the Chinese company Tencent.",
        left_out=WHO,
    ),
)

BLOOMBERG_BASED = (
    Fact(
        "B00",
        "background",
        "The article is of 14 September 2020",
        "date 2020-09-14",
        left_out=ABOUT_THE_ARTICLE,
    ),
    Fact(
        "B01",
        "selection",
        'ByteDance picked Oracle over Microsoft, "for selling off" its US operations',
        "it has decided to pick Oracle over Microsoft for selling off its US operations.",
        ("oracle-chosen", "dispute sale-abandoned"),
        via="Bloomberg",
        basis="unnamed",
    ),
    Fact(
        "B02",
        "deadline",
        "A deadline of Trump's ban comes near; no date",
        "towards the deadline imposed by US President Donald Trump‘s ban on the company",
        ("ban-deadline-undated",),
    ),
    Fact(
        "B03",
        "background",
        "The report is Bloomberg's, from people familiar with the talks",
        "The report comes from Bloomberg, based on people familiar with the talks.",
        left_out=ABOUT_THE_ARTICLE,
    ),
    Fact(
        "B04",
        "partnership term",
        "The deal will probably be a restructuring rather than a sale",
        "will probably look more like corporate restructuring than an outright sale.",
        ("restructuring",),
        via="Bloomberg",
        basis="unnamed",
        hedge="probably",
    ),
    Fact(
        "B05",
        "stake",
        "Oracle may take a stake in a new US business",
        "Oracle may take a stake in a newly formed US business",
        ("oracle-may",),
        via="Bloomberg",
        basis="unnamed",
        hedge="may",
    ),
    Fact(
        "B06",
        "partnership term",
        "Oracle may serve as technology partner",
        "Oracle may take a stake in a newly formed US business and serve as TikTok’s technology"
        " partner.",
        ("oracle-may",),
        via="Bloomberg",
        basis="unnamed",
        hedge="may",
    ),
    Fact(
        "B07",
        "partnership term",
        "US data would then be stored on Oracle's servers",
        "That would mean that TikTok’s US data will be stored in Oracle’s cloud servers.",
        ("oracle-cloud",),
        hedge="would mean",
    ),
    Fact(
        "B08",
        "rejection",
        "Microsoft confirmed that its talks with ByteDance have ended",
        "Microsoft has since confirmed that it’s talks with ByteDance have ended.",
        ("microsoft-in-talks", "microsoft-rejected"),
        via="Microsoft",
        basis="statement",
    ),
    Fact(
        "B09",
        "bid",
        "Microsoft and Walmart had come together to buy the US operations",
        "The Redmond giant and Walmart had come together to try and buy TikTok’s US operations.",
        ("walmart-joined-microsoft",),
    ),
    Fact(
        "B10",
        "rejection",
        "ByteDance will not sell to Microsoft, in Microsoft's words",
        "“ByteDance let us know today they would not be selling TikTok’s US operations to"
        " Microsoft.",
        ("microsoft-rejected",),
        via="Microsoft",
        basis="statement",
    ),
    Fact(
        "B11",
        "statement",
        "Microsoft is confident that its proposal was good for users",
        "We are confident our proposal would have been good for TikTok’s users",
        ("microsoft-bid", "microsoft-confident"),
        via="Microsoft",
        basis="statement",
    ),
    Fact(
        "B12",
        "statement",
        "... and that it protected national security",
        "while protecting national security interests.",
        ("microsoft-confident",),
        via="Microsoft",
        basis="statement",
    ),
    Fact(
        "B13",
        "condition",
        "Microsoft would have changed the service to meet the highest standards",
        "we would have made significant changes to ensure the service met the highest standards for"
        " security, privacy, online safety, and combatting disinformation",
        ("microsoft-changes",),
        via="Microsoft",
        basis="statement",
        hedge="would have made",
    ),
    Fact(
        "B14a",
        "statement",
        "Microsoft's statement of August made these principles clear",
        "we made these principles clear in our August statement.",
        ("microsoft-principles",),
        via="Microsoft",
        basis="statement",
    ),
    Fact(
        "B14b",
        "statement",
        "Microsoft looks forward to how the service evolves",
        "We look forward to seeing how the service evolves in these important areas.",
        ("microsoft-looks-forward",),
        via="Microsoft",
        basis="statement",
    ),
    Fact(
        "B15",
        "statement",
        "Walmart seems to try for some deal still",
        "it looks like Walmart is still trying to get some sort of deal with ByteDance.",
        ("walmart-interested",),
        via="Bloomberg",
        basis="statement",
        hedge="looks like",
    ),
    Fact(
        "B16",
        "statement",
        "Walmart continues its discussions with ByteDance and others, its spokesperson said",
        "a Walmart spokesperson said that “[the company] continues discussions with ByteDance"
        " leadership and other interested parties.",
        ("walmart-interested", "walmart-discussions"),
        via="Bloomberg",
        basis="statement",
    ),
    Fact(
        "B17",
        "condition",
        "An approved deal must satisfy all concerns of regulators and national security",
        "We know that any approved deal must satisfy all regulatory and national security"
        " concerns.",
        ("walmart-any-deal",),
        via="Bloomberg",
        basis="statement",
        hedge="must",
    ),
    Fact(
        "B18",
        "condition",
        "The US government wants a complete sale of the US assets",
        "The US government wants ByteDance to sell off its US assets completely",
        ("us-wants-full-sale",),
        hedge="wants",
    ),
    Fact(
        "B19",
        "condition",
        "The deal tries to be a restructuring, so ByteDance may still be in trouble",
        "ByteDance may not be out of hot water. The US government wants ByteDance to sell off its"
        " US assets completely, while this deal is trying to be more of a corporate restructure.",
        ("not-out-of-hot-water",),
        hedge="may",
    ),
    Fact(
        "B20",
        "condition",
        "Whether the White House will approve is unclear",
        "it’s unclear whether the White House will approve of the deal",
        ("trump-undecided",),
        hedge="unclear",
    ),
    Fact(
        "B21",
        "deadline",
        "Whether operations may go on after the deadline is unclear",
        "and allow TikTok’s operations to continue in the US after the deadline.",
        ("after-the-deadline",),
    ),
)

FACTS = REUTERS_BASED + BLOOMBERG_BASED
