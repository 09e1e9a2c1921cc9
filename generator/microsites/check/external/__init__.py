"""Pages outside the portfolio: do they still answer?

Data flows one way: ``uses`` (who refers to what) → ``addresses`` (what is asked, once) → ``engine`` (one journey an
address: ``journey`` decides, ``schedule`` says when, ``workers`` and ``client`` ask) → ``verdicts`` → ``cache`` and
``state`` (what is remembered) → ``outcome`` (what rules and reporters see).  Only ``client``, ``robots``, ``retries`` and
``addresses`` need the packages of the extra ``external``.
"""
